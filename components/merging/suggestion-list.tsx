import { Button, Group, Loader, Skeleton, Stack, Text, UnstyledButton } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconClockPause } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import type { SuggestionCard } from "@/lib/merging/core/suggestion-view";
import classes from "./merging-board.module.css";
import { TierBadge } from "./tier-badge";
import { TimeLeft } from "./time-left";
import type { Outcome } from "./use-board";

type ListProps = {
  cards: SuggestionCard[];
  selectedId: string | null;
  outcomeOf: (id: string) => Outcome | null;
  onSelect: (id: string) => void;
  hasMore: boolean;
  loadingMore: boolean;
  onMore: () => void;
};

/** Suggestions by deadline, one card each. */
export function SuggestionList({ cards, selectedId, outcomeOf, onSelect, hasMore, loadingMore, onMore }: ListProps) {
  const t = useTranslations("merging.list");
  return (
    <nav aria-label={t("label")} className={classes.list}>
      {cards.map((card) => (
        <Card key={card.id} card={card} selected={card.id === selectedId} outcome={outcomeOf(card.id)} onSelect={() => onSelect(card.id)} />
      ))}
      {hasMore && (
        <Button variant="subtle" color="gray" fullWidth loading={loadingMore} onClick={onMore}>
          {t("more")}
        </Button>
      )}
    </nav>
  );
}

type CardProps = { card: SuggestionCard; selected: boolean; outcome: Outcome | null; onSelect: () => void };

function Card({ card, selected, outcome, onSelect }: CardProps) {
  const t = useTranslations("merging.list");
  const format = useFormatter();
  const ref = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (selected) ref.current?.scrollIntoView({ block: "nearest" });
  }, [selected]);
  const active = card.state === "open" || card.state === "blocked";
  return (
    <UnstyledButton ref={ref} className={classes.card} data-selected={selected || undefined} aria-current={selected || undefined} onClick={onSelect}>
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text fw={600} size="sm" truncate>
          {card.receiver || card.shops[0]}
        </Text>
        {active ? <TimeLeft until={card.deadline} size="xs" /> : <DecidedState card={card} />}
      </Group>
      <Group gap={6} wrap="nowrap" mt={4}>
        <TierBadge tier={card.tier} />
        <Text size="xs" c="dimmed" truncate>
          {t("orders", { count: card.order_ids.length })} · {t("items", { count: card.item_count })}
        </Text>
      </Group>
      <Group justify="space-between" wrap="nowrap" gap="xs" mt={2}>
        <Text size="xs" c="dimmed" truncate>
          {card.shops.join(" + ")}
        </Text>
        {card.freight_saved > 0 && (
          <Text size="xs" c="dimmed" style={{ flex: "none" }}>
            {t("saves", { amount: format.number(card.freight_saved / 100, { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" }) })}
          </Text>
        )}
      </Group>
      {outcome && <OutcomeLine outcome={outcome} />}
    </UnstyledButton>
  );
}

function DecidedState({ card }: { card: SuggestionCard }) {
  const t = useTranslations("merging.states");
  const Icon = card.state === "approved" ? IconCircleCheck : IconCircleX;
  return (
    <Group gap={4} wrap="nowrap" c={card.state === "approved" ? "var(--td-green)" : "dimmed"}>
      <Icon size={14} aria-hidden />
      <Text size="xs" c="inherit">
        {t(card.state)}
      </Text>
    </Group>
  );
}

const LOOKS = {
  approved: { color: "var(--td-green)", Icon: IconCircleCheck },
  rejected: { color: "dimmed", Icon: IconCircleX },
  snoozed: { color: "dimmed", Icon: IconClockPause },
  refused: { color: "var(--mantine-color-error)", Icon: IconAlertTriangle },
} as const;

/** The result of a decision, in the place where it was made. */
export function OutcomeLine({ outcome }: { outcome: Outcome }) {
  const t = useTranslations("merging.results");
  const format = useFormatter();
  if (outcome.kind === "working") {
    return (
      <Group gap={6} mt={6} role="status">
        <Loader size={12} />
        <Text size="xs" c="dimmed">
          {t(outcome.act === "approve" ? "approving" : "working")}
        </Text>
      </Group>
    );
  }
  const { color, Icon } = LOOKS[outcome.kind];
  const text =
    outcome.kind === "approved"
      ? t("approved", { number: outcome.number })
      : outcome.kind === "snoozed"
        ? t("snoozed", { time: format.dateTime(new Date(outcome.until), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) })
        : outcome.kind === "refused"
          ? outcome.text
          : t("rejected");
  return (
    <Group gap={6} mt={6} wrap="nowrap" align="flex-start" c={color} role={outcome.kind === "refused" ? "alert" : "status"}>
      <Icon size={14} style={{ flex: "none", marginTop: 1 }} aria-hidden />
      <Text size="xs" fw={500} c="inherit">
        {text}
      </Text>
    </Group>
  );
}

export function ListSkeleton() {
  return (
    <Stack gap={8} p="xs" aria-busy>
      {[0, 1, 2, 3, 4, 5].map((row) => (
        <Skeleton key={row} height={74} radius="sm" />
      ))}
    </Stack>
  );
}
