import { Group, Switch, Text, TextInput } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useAct } from "@/components/orders/use-act";
import { AskDialog } from "@/components/ui/ask-dialog";
import type { EndpointView } from "@/lib/events/core/webhook-view";
import { fromShanghai, toShanghai } from "@/lib/shared/clock";
import type { WebhookActions } from "./webhook-actions";

type DialogProps = { endpoint: EndpointView; opened: boolean; onClose: () => void; redeliver: WebhookActions["redeliver"] };

const DAY_MS = 24 * 3_600_000;

/** Sends a stretch of time again: what failed, or everything. Times are Shanghai's. */
export function RedeliverDialog({ endpoint, opened, onClose, redeliver }: DialogProps) {
  const t = useTranslations("events.log");
  const [from, setFrom] = useState(() => localNow(-DAY_MS));
  const [to, setTo] = useState(() => localNow(0));
  const [all, setAll] = useState(false);
  const [done, setDone] = useState<number | null>(null);
  const { busy, refusal, run, forget } = useAct("webhooks");
  const ready = from !== "" && to !== "" && from < to;
  const change = (set: (value: string) => void) => (event: { currentTarget: { value: string } }) => {
    setDone(null);
    set(event.currentTarget.value);
  };
  const confirm = async () => {
    setDone(null);
    const range = { from: instantOf(from), to: instantOf(to) };
    const result = await run(() => redeliver({ endpoint_id: endpoint.id, ...range, only_failed: !all }));
    setDone(result?.redelivered ?? null);
  };
  const close = () => {
    setDone(null);
    forget();
    onClose();
  };
  return (
    <AskDialog
      opened={opened}
      title={t("range")}
      text={t("range_text")}
      words={{ cancel: t(done === null ? "cancel" : "close"), confirm: t("range_confirm") }}
      color="blue"
      busy={busy}
      refusal={refusal}
      ready={ready}
      onConfirm={() => void confirm()}
      onClose={close}
    >
      <Group grow align="flex-start">
        <TextInput type="datetime-local" label={t("from")} value={from} onChange={change(setFrom)} />
        <TextInput
          type="datetime-local"
          label={t("to")}
          value={to}
          onChange={change(setTo)}
          error={from !== "" && to !== "" && !ready && t("backwards")}
        />
      </Group>
      <Switch label={t("all_too")} description={t("all_too_hint")} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} />
      {done !== null && (
        <Text size="sm" role="status" c="var(--td-green)">
          {t("redelivered", { count: done })}
        </Text>
      )}
    </AskDialog>
  );
}

/** To the minute, rounded up, so that what has just happened is inside. */
function localNow(offsetMs: number): string {
  return toShanghai(new Date(Date.now() + offsetMs + 60_000))
    .slice(0, 16)
    .replace(" ", "T");
}

function instantOf(local: string): string {
  return fromShanghai(`${local.replace("T", " ")}:00`).toISOString();
}
