"use client";

import { Alert, Badge, Card, Group, Progress, Stack, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { ImportView } from "@/lib/channels/core/import-view";

const STATE_COLORS: Record<ImportView["state"], string> = { pending: "gray", running: "blue", done: "green", failed: "red" };

/** How far one import has come and what became of its orders. */
export function ImportProgress({ value }: { value: ImportView }) {
  const t = useTranslations("channels.import");
  const format = useFormatter();
  const share = value.total_rows === 0 ? 0 : Math.min(100, (value.done_rows / value.total_rows) * 100);
  const open = value.state === "pending" || value.state === "running";
  return (
    <Card withBorder aria-live="polite">
      <Stack gap="xs">
        <Group justify="space-between" wrap="nowrap">
          <Text fw={500} truncate>
            {value.file_name}
          </Text>
          <ImportStateBadge state={value.state} />
        </Group>
        <Progress.Root size="lg">
          <Progress.Section value={share} color={STATE_COLORS[value.state]} animated={open} aria-label={t("progress_label")} />
        </Progress.Root>
        <Group justify="space-between">
          <Text size="sm" c="dimmed">
            {t("progress", { done: format.number(value.done_rows), total: format.number(value.total_rows) })}
          </Text>
          {open && (
            <Text size="sm" c="dimmed">
              {t("safe_to_leave")}
            </Text>
          )}
        </Group>
        {value.error && <Alert color="red">{value.error}</Alert>}
        <Outcomes value={value} />
      </Stack>
    </Card>
  );
}

export function ImportStateBadge({ state }: { state: ImportView["state"] }) {
  const t = useTranslations("channels.states");
  return (
    <Badge variant="light" color={STATE_COLORS[state]}>
      {t(state)}
    </Badge>
  );
}

function Outcomes({ value }: { value: ImportView }) {
  const t = useTranslations("channels.import");
  const format = useFormatter();
  const outcomes = ["created", "updated", "unchanged", "rejected"] as const;
  return (
    <Group gap="xl">
      {outcomes.map((outcome) => (
        <Stack key={outcome} gap={0}>
          <Text size="xs" c="dimmed">
            {t(outcome)}
          </Text>
          <Text fw={600} ff="monospace" c={outcome === "rejected" && value.rejected > 0 ? "red" : undefined}>
            {format.number(value[outcome])}
          </Text>
        </Stack>
      ))}
    </Group>
  );
}
