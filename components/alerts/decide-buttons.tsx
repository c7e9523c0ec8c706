import { Group } from "@mantine/core";
import { IconCheck, IconUserCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { ReasonButton } from "@/components/ui/reason-button";
import type { AlertState } from "@/lib/alerts/core/alert-state";
import type { DecideAlertInput } from "@/lib/alerts/core/alert-view";

type ButtonsProps = {
  state: AlertState;
  owner: string;
  sentence: string;
  mayDecide: boolean;
  onDecide: (action: DecideAlertInput["action"]) => void;
};

/** Taking an alert on, and saying that it is dealt with. */
export function DecideButtons({ state, owner, sentence, mayDecide, onDecide }: ButtonsProps) {
  const t = useTranslations("alerts");
  const forbidden = mayDecide ? null : t("not_allowed");
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end">
      <ReasonButton
        hint={t("acknowledge_hint")}
        refused={forbidden ?? (state === "open" ? null : t("taken", { name: owner }))}
        leftSection={<IconUserCheck size={14} aria-hidden />}
        aria-label={t("acknowledge_this", { sentence })}
        onPress={() => onDecide("acknowledge")}
      >
        {t("acknowledge")}
      </ReasonButton>
      <ReasonButton
        hint={t("resolve_hint")}
        refused={forbidden}
        leftSection={<IconCheck size={14} aria-hidden />}
        aria-label={t("resolve_this", { sentence })}
        onPress={() => onDecide("resolve")}
      >
        {t("resolve")}
      </ReasonButton>
    </Group>
  );
}
