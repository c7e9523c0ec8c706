import { Alert, Anchor, Group, Skeleton, Stack, Text, Title, Tooltip } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";
import type { SuggestionDetail as Detail } from "@/lib/merging/core/suggestion-view";
import { EvidenceBars } from "./evidence-bars";
import { MemberComparison } from "./member-comparison";
import classes from "./merging-board.module.css";
import { RuleList } from "./rule-list";
import { TierBadge } from "./tier-badge";
import { TimeLeft } from "./time-left";
import type { Outcome } from "./use-board";

/** One suggestion: who, why, why not, and what it saves. */
export function SuggestionDetail({ suggestion, outcome }: { suggestion: Detail; outcome: Outcome | null }) {
  const t = useTranslations("merging");
  return (
    <Stack gap="md">
      {outcome?.kind === "refused" && (
        <Alert color="red" icon={<IconAlertTriangle size={18} />} title={t("results.refused")} role="alert">
          {outcome.text}
        </Alert>
      )}
      <Decided suggestion={suggestion} />
      <div>
        <Group gap="xs" mb={4}>
          <Title order={2} size="lg">
            {t("detail.heading", { count: suggestion.order_ids.length })}
          </Title>
          <TierBadge tier={suggestion.tier} />
        </Group>
        <Text size="sm">
          {t(`tier_words.${suggestion.tier}`)} <Likelihood suggestion={suggestion} />
        </Text>
      </div>
      <Facts suggestion={suggestion} />
      {suggestion.failed.length > 0 && <RuleList passed={suggestion.passed} failed={suggestion.failed} />}
      <MemberComparison orders={suggestion.orders} />
      <div className={classes.columns}>
        {suggestion.failed.length === 0 && <RuleList passed={suggestion.passed} failed={suggestion.failed} />}
        <EvidenceBars evidence={suggestion.evidence} />
      </div>
    </Stack>
  );
}

function Likelihood({ suggestion: { tier, probability } }: { suggestion: Detail }) {
  const t = useTranslations("merging");
  const format = useFormatter();
  if (tier === "unknowable") return <Text span>{t("probability_unknown")}</Text>;
  // Rounding up to "100 %" would claim what no comparison can give.
  const value = format.number(Math.min(Math.floor(probability * 10_000) / 10_000, 0.9999), { style: "percent", maximumFractionDigits: 2 });
  return (
    <Text span fw={600}>
      {t("probability", { value })}
    </Text>
  );
}

function Facts({ suggestion }: { suggestion: Detail }) {
  const t = useTranslations("merging.detail");
  const format = useFormatter();
  const clock = (text: string) => format.dateTime(new Date(text), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return (
    <dl className={classes.facts}>
      <div>
        <dt>{t("deadline")}</dt>
        <dd>
          <TimeLeft until={suggestion.deadline} />
        </dd>
      </div>
      <div>
        <dt>{t("buffer")}</dt>
        <dd>
          <BufferLeft suggestion={suggestion} />
        </dd>
      </div>
      <div>
        <dt>{t("freight")}</dt>
        <dd>
          <Tooltip label={t("freight_hint")} multiline w={280}>
            <span>{format.number(suggestion.freight_saved / 100, { style: "currency", currency: "CNY", currencyDisplay: "narrowSymbol" })}</span>
          </Tooltip>
        </dd>
      </div>
      <div>
        <dt>{t("window")}</dt>
        <dd>{t("window_value", { start: clock(suggestion.window_start), end: clock(suggestion.window_end) })}</dd>
      </div>
    </dl>
  );
}

/** How long the first of the orders still waits before it may go alone. */
function BufferLeft({ suggestion }: { suggestion: Detail }) {
  const t = useTranslations("merging.detail");
  const now = useNow({ updateInterval: 10_000 });
  const duration = useDuration();
  const ends = suggestion.orders.flatMap((order) => (order.status === "paid" && order.buffer_until ? [new Date(order.buffer_until).getTime()] : []));
  const left = Math.min(...ends) - now.getTime();
  return <span suppressHydrationWarning>{ends.length > 0 && left > 0 ? duration(left) : t("buffer_over")}</span>;
}

function Decided({ suggestion }: { suggestion: Detail }) {
  const t = useTranslations("merging");
  const format = useFormatter();
  if (suggestion.decided_at === null) return null;
  const time = format.dateTime(new Date(suggestion.decided_at), { dateStyle: "short", timeStyle: "short" });
  return (
    <Alert
      color={suggestion.state === "approved" ? "teal" : "gray"}
      title={t("results.decided_by", { state: t(`states.${suggestion.state}`), name: suggestion.decided_by ?? "", time })}
    >
      {suggestion.reason && <Text size="sm">{t("results.reason", { reason: suggestion.reason })}</Text>}
      {suggestion.group_id && suggestion.order_ids[0] && (
        <Anchor component={Link} href={`/orders/${suggestion.order_ids[0]}`} size="sm">
          {t("results.view_group")}
        </Anchor>
      )}
    </Alert>
  );
}

export function DetailSkeleton() {
  return (
    <Stack gap="md" aria-busy>
      <Skeleton height={28} width={260} />
      <Skeleton height={20} width="70%" />
      <Skeleton height={44} width="60%" />
      <Skeleton height={260} />
      <Skeleton height={140} />
    </Stack>
  );
}
