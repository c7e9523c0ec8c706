import { Alert, Button, Group, Modal, Progress, Stack, Text, TextInput } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { BackfillCount, BackfillView } from "@/lib/channels/core/backfill-view";
import { fromShanghai, toShanghai } from "@/lib/shared/clock";
import type { AskedStretch } from "./asked-stretch";
import { useBackfill } from "./coverage.query";
import { FailedPulls } from "./failed-pulls";
import type { SyncActions } from "./sync-actions";

type DialogProps = { stretch: AskedStretch | null; actions: SyncActions; onClose: () => void };

/** Counts first what a backfill would bring, then pulls it and shows how far it is. */
export function BackfillDialog({ stretch, actions, onClose }: DialogProps) {
  const t = useTranslations("channels.backfill");
  const client = useQueryClient();
  const close = () => {
    void client.invalidateQueries({ queryKey: ["coverage"] });
    onClose();
  };
  return (
    <Modal opened={stretch !== null} onClose={close} title={stretch ? t("title", { shop: stretch.shop.name }) : ""} size="md">
      {stretch && (
        <Stack gap="sm">
          {stretch.failed && <FailedPulls stretch={stretch} segment={stretch.failed} actions={actions} onDone={close} />}
          <Backfill stretch={stretch} start={actions.backfill} onClose={close} />
        </Stack>
      )}
    </Modal>
  );
}

type Range = { from: string; to: string };

function Backfill({ stretch, start, onClose }: { stretch: AskedStretch; start: SyncActions["backfill"]; onClose: () => void }) {
  const t = useTranslations("channels.backfill");
  const refusalText = useRefusalText();
  const [range, setRange] = useState<Range>({ from: stretch.from, to: stretch.to });
  const [count, setCount] = useState<BackfillCount | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [started, setStarted] = useState<string | null>(null);
  const progress = useBackfill(started).data ?? null;
  const ask = async (input: Range, dry_run: boolean) => {
    setBusy(true);
    setRefusal(null);
    const result = await start({ shop: stretch.shop.code, ...input, dry_run });
    setBusy(false);
    if (!result.ok) setRefusal(refusalText(result));
    else if (dry_run) setCount(result.data.count);
    else setStarted(result.data.backfill?.id ?? null);
  };
  const change = (part: Partial<Range>) => {
    setRange({ ...range, ...part });
    setCount(null);
  };
  // The stretch that was pointed at is counted at once; a changed one when asked for.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, on opening
  useEffect(() => void ask(range, true), []);
  if (started) return <BackfillProgress progress={progress} onClose={onClose} />;
  return (
    <>
      <Group grow align="flex-start">
        <InstantInput label={t("from")} value={range.from} onChange={(from) => change({ from })} />
        <InstantInput label={t("to")} value={range.to} onChange={(to) => change({ to })} />
      </Group>
      {refusal === null && <Counted count={count} busy={busy} until={range.to} />}
      {refusal && <Alert color="red">{refusal}</Alert>}
      <Group justify="flex-end">
        <Button variant="default" onClick={() => void ask(range, true)} loading={busy && count === null}>
          {t("count")}
        </Button>
        <Button onClick={() => void ask(range, false)} disabled={count === null} loading={busy && count !== null} data-autofocus>
          {t("start", { count: count ? count.new + count.newer : 0 })}
        </Button>
      </Group>
    </>
  );
}

/** Shanghai time, to the second, as the rest of the console shows it. */
function InstantInput({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      type="datetime-local"
      step={1}
      label={label}
      value={toShanghai(new Date(value)).replace(" ", "T")}
      onChange={(event) => event.currentTarget.value !== "" && onChange(fromShanghai(event.currentTarget.value.replace("T", " ")).toISOString())}
    />
  );
}

function Counted({ count, busy, until }: { count: BackfillCount | null; busy: boolean; until: string }) {
  const t = useTranslations("channels.backfill");
  if (!count) {
    return (
      <Text size="sm" c="dimmed" aria-live="polite">
        {busy ? t("counting") : t("not_counted")}
      </Text>
    );
  }
  const partly = Date.parse(count.counted_until) < Date.parse(until);
  return (
    <Stack gap={2} aria-live="polite">
      <Text size="sm">{t("counted", { listed: count.listed, fresh: count.new, newer: count.newer, same: count.same })}</Text>
      <Text size="xs" c="dimmed">
        {partly ? t("counted_partly", { time: toShanghai(new Date(count.counted_until)) }) : t("safe")}
      </Text>
    </Stack>
  );
}

function BackfillProgress({ progress, onClose }: { progress: BackfillView | null; onClose: () => void }) {
  const t = useTranslations("channels.backfill");
  const total = progress ? Object.values(progress.windows).reduce((sum, count) => sum + count, 0) : 1;
  const done = progress?.windows.covered ?? 0;
  return (
    <>
      <Progress value={(done / total) * 100} animated={!progress?.done} aria-label={t("progress")} />
      <Text size="sm" aria-live="polite">
        {progress?.done ? t("done") : t("windows", { done, total })}
      </Text>
      {progress && (
        <Text size="sm">
          {t("brought", {
            listed: progress.listed,
            created: progress.created,
            updated: progress.updated,
            unchanged: progress.unchanged,
            refused: progress.refused,
          })}
        </Text>
      )}
      {progress?.error && <Alert color="orange">{t("failing", { error: progress.error })}</Alert>}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {progress?.done ? "" : t("safe_to_leave")}
        </Text>
        <Button variant="default" onClick={onClose}>
          {t("close")}
        </Button>
      </Group>
    </>
  );
}
