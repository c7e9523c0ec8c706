import { Button, Kbd, Text, Tooltip } from "@mantine/core";
import { IconArrowsJoin2, IconClockPause, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { SuggestionView } from "@/lib/merging/core/suggestion-view";
import classes from "./merging-board.module.css";

type BarProps = {
  suggestion: SuggestionView;
  mayDecide: boolean;
  working: boolean;
  onApprove: () => void;
  onReject: () => void;
  onSnooze: () => void;
};

/** The two decisions, and "later". A disabled button says why. */
export function DecisionBar({ suggestion, mayDecide, working, onApprove, onReject, onSnooze }: BarProps) {
  const t = useTranslations("merging");
  const active = suggestion.state === "open" || suggestion.state === "blocked";
  const role = mayDecide ? null : t("actions.need_role");
  const stage = active ? null : t("actions.not_open", { state: t(`states.${suggestion.state}`) });
  const noApprove = role ?? stage ?? (suggestion.state === "blocked" ? t("actions.blocked") : null);
  const noOther = role ?? stage;
  return (
    <div className={classes.decide}>
      <WhyNot reason={noApprove}>
        <Button
          leftSection={<IconArrowsJoin2 size={16} />}
          rightSection={<Key name="A" />}
          disabled={noApprove !== null}
          loading={working}
          onClick={onApprove}
        >
          {t("actions.approve")}
        </Button>
      </WhyNot>
      <WhyNot reason={noOther}>
        <Button
          variant="default"
          leftSection={<IconX size={16} />}
          rightSection={<Key name="R" />}
          disabled={noOther !== null || working}
          onClick={onReject}
        >
          {t("actions.reject")}
        </Button>
      </WhyNot>
      <WhyNot reason={noOther}>
        <Button
          className={classes.deskOnly}
          variant="subtle"
          color="gray"
          leftSection={<IconClockPause size={16} />}
          rightSection={<Key name="S" />}
          disabled={noOther !== null || working}
          onClick={onSnooze}
        >
          {t("actions.snooze")}
        </Button>
      </WhyNot>
      <Text size="xs" c="dimmed" ml="auto" className={classes.deskOnly}>
        {noApprove ?? t("actions.keys")}
      </Text>
    </div>
  );
}

function Key({ name }: { name: string }) {
  return (
    <Kbd size="xs" className={classes.deskOnly} aria-hidden>
      {name}
    </Kbd>
  );
}

function WhyNot({ reason, children }: { reason: string | null; children: ReactNode }) {
  return (
    <Tooltip label={reason} disabled={reason === null} events={{ hover: true, focus: true, touch: true }}>
      {children}
    </Tooltip>
  );
}
