import { Text } from "@mantine/core";
import { IconRefresh } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { useAct } from "@/components/orders/use-act";
import { ReasonButton } from "@/components/ui/reason-button";
import type { DeliveryView } from "@/lib/events/core/webhook-view";
import { useEventWords } from "./use-event-words";
import type { WebhookActions } from "./webhook-actions";
import { DeliveryBadge } from "./webhook-badges";
import classes from "./webhooks.module.css";

type RowProps = { endpoint: string; delivery: DeliveryView; redeliver: WebhookActions["redeliver"] };

/** One event to one endpoint: what the last attempt met, and when the next one comes. */
export function DeliveryRow({ endpoint, delivery, redeliver }: RowProps) {
  const t = useTranslations("events.log");
  const format = useFormatter();
  const words = useEventWords();
  const { busy, refusal, run } = useAct("webhooks");
  const { id, type, state, attempts, occurred_at } = delivery;
  const time = format.dateTime(new Date(occurred_at), {
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
  });
  return (
    <tr>
      <td title={delivery.event_id}>
        <Text size="xs" c="dimmed">
          {time}
        </Text>
      </td>
      <td title={type}>{words(type)}</td>
      <td>
        <DeliveryBadge state={state} />
      </td>
      <td data-right>{attempts}</td>
      <td>
        <Answer delivery={delivery} refusal={refusal} />
      </td>
      <td>
        <When delivery={delivery} />
      </td>
      <td data-right>
        <ReasonButton
          hint={t("again_hint")}
          refused={state === "pending" ? t("pending_already") : null}
          leftSection={<IconRefresh size={14} aria-hidden />}
          loading={busy}
          aria-label={t("again_this", { type: words(type), time })}
          onPress={() => void run(() => redeliver({ endpoint_id: endpoint, delivery_id: id }))}
        >
          {t("again")}
        </ReasonButton>
      </td>
    </tr>
  );
}

function Answer({ delivery, refusal }: { delivery: DeliveryView; refusal: string | null }) {
  const t = useTranslations("events.log");
  const { last_status, last_error, last_duration_ms } = delivery;
  const error = refusal ?? last_error;
  const said = [last_status !== null && `HTTP ${last_status}`, last_duration_ms !== null && t("took", { ms: last_duration_ms }), error].filter(
    (text) => typeof text === "string",
  );
  if (said.length === 0) return <span className={classes.none}>{t("not_yet")}</span>;
  return (
    <Text size="sm" truncate title={said.join(" · ")} className={error ? classes.error : undefined}>
      {said.join(" · ")}
    </Text>
  );
}

function When({ delivery: { state, delivered_at, next_try_at } }: { delivery: DeliveryView }) {
  const t = useTranslations("events.log");
  if (delivered_at) {
    return (
      <>
        {t("arrived")} <InstantText value={delivered_at} span />
      </>
    );
  }
  if (state !== "pending" || !next_try_at) return <span className={classes.none}>—</span>;
  return (
    <>
      {t("next")} <InstantText value={next_try_at} span />
    </>
  );
}
