"use client";

import { Badge, Button, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { WriteBackView } from "@/lib/channels/core/write-back-view";
import type { WriteBackActions } from "./write-back-actions";
import { type ParcelLine, WriteBackDialog } from "./write-back-dialog";

type LedgerProps = { writeBacks: WriteBackView[]; lines: ParcelLine[]; allowed: boolean; actions: WriteBackActions };

const COLORS: Record<WriteBackView["state"], string> = {
  pending: "gray",
  sending: "blue",
  sent: "green",
  failed: "orange",
  stopped: "red",
  dropped: "gray",
};
/** What a person can do something about. */
const OPEN: readonly WriteBackView["state"][] = ["failed", "stopped"];

/** What the platform was told of an order's parcels and note, one line each; what it did not take says why. */
export function WriteBackLedger({ writeBacks, lines, allowed, actions }: LedgerProps) {
  const t = useTranslations("channels.write_backs");
  if (writeBacks.length === 0) return null;
  return (
    <Stack gap={6} mt="sm" component="section" aria-label={t("title")}>
      <Text size="xs" c="dimmed">
        {t("title")}
      </Text>
      {writeBacks.map((writeBack) => (
        <LedgerLine key={writeBack.id} writeBack={writeBack} lines={lines} allowed={allowed} actions={actions} />
      ))}
    </Stack>
  );
}

type LineProps = Omit<LedgerProps, "writeBacks"> & { writeBack: WriteBackView };

function LedgerLine({ writeBack, lines, allowed, actions }: LineProps) {
  const t = useTranslations("channels.write_backs");
  const what = useWhat(writeBack);
  const format = useFormatter();
  const { state, sent_at, next_try_at, created_at, error } = writeBack;
  const time = (instant: string) => format.dateTime(new Date(instant), { dateStyle: "short", timeStyle: "short" });
  return (
    <Stack gap={2}>
      <Group gap="xs" wrap="nowrap" justify="space-between">
        <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
          <Badge size="sm" variant="light" radius="sm" tt="none" color={COLORS[state]}>
            {t(`states.${state}`)}
          </Badge>
          <Text size="sm" truncate>
            {what}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" style={{ whiteSpace: "nowrap" }}>
          {next_try_at ? t("next_try", { time: time(next_try_at) }) : time(sent_at ?? created_at)}
        </Text>
      </Group>
      {error && (
        <Text size="xs" c={state === "stopped" ? "red" : "dimmed"}>
          {error}
        </Text>
      )}
      {OPEN.includes(state) && <LedgerActs writeBack={writeBack} what={what} lines={lines} allowed={allowed} actions={actions} />}
    </Stack>
  );
}

function LedgerActs({ writeBack, what, lines, allowed, actions }: LineProps & { what: string }) {
  const t = useTranslations("channels.write_backs");
  const router = useRouter();
  const refusalText = useRefusalText();
  const [asking, setAsking] = useState<"retry" | "drop" | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const settle = (result: Awaited<ReturnType<WriteBackActions["retry"]>>) => {
    setRefusal(result.ok ? null : refusalText(result));
    if (!result.ok) return;
    setAsking(null);
    router.refresh();
  };
  return (
    <Group gap="xs">
      {(["retry", "drop"] as const).map((act) => (
        <Tooltip key={act} label={t(allowed ? `${act}_hint` : "not_allowed")}>
          <Button
            size="compact-xs"
            variant="default"
            data-disabled={!allowed || undefined}
            aria-disabled={!allowed}
            aria-label={t(`${act}_this`, { what })}
            onClick={() => allowed && setAsking(act)}
          >
            {t(act)}
          </Button>
        </Tooltip>
      ))}
      <WriteBackDialog
        act={asking}
        writeBack={writeBack}
        what={what}
        lines={lines}
        refusal={refusal}
        onClose={() => {
          setAsking(null);
          setRefusal(null);
        }}
        retry={async (input) => settle(await actions.retry(input))}
        drop={async (input) => settle(await actions.drop(input))}
      />
    </Group>
  );
}

function useWhat({ kind, carrier, tracking_number, version }: WriteBackView): string {
  const t = useTranslations("channels.write_backs");
  const carriers = useTranslations("couriers.carriers");
  if (kind === "note") return t("note", { version: version ?? 0 });
  return `${carriers.has(carrier) ? carriers(carrier) : carrier} ${tracking_number}`;
}
