"use client";

import { Stack, Table, Text } from "@mantine/core";
import { useNow, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import type { ScheduleView } from "@/lib/jobs/core/job-view";
import { scheduleStateOf } from "@/lib/jobs/core/schedule-state";
import { ScheduleBadge } from "./job-badges";
import { useJobWords } from "./use-job-words";

const TICK_MS = 5_000;

/** Every scheduled task: how often, how the last run went, when the next one comes. */
export function ScheduleTable({ schedules }: { schedules: ScheduleView[] }) {
  const t = useTranslations("jobs.schedules");
  const now = useNow({ updateInterval: TICK_MS });
  const words = useJobWords();
  return (
    <Panel title={t("title")} aside={t("aside")}>
      <Table.ScrollContainer minWidth={760}>
        <Table fz="sm" verticalSpacing={0} aria-label={t("title")}>
          <Table.Thead>
            <Table.Tr h={32}>
              <Table.Th>{t("task")}</Table.Th>
              <Table.Th>{t("cadence")}</Table.Th>
              <Table.Th>{t("state")}</Table.Th>
              <Table.Th ta="right">{t("last")}</Table.Th>
              <Table.Th ta="right">{t("took")}</Table.Th>
              <Table.Th ta="right">{t("next")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {schedules.map(({ job, cron, next_at, last_run }) => (
              <Table.Tr key={job} h={44}>
                <Table.Td>
                  <Stack gap={0}>
                    <Text size="sm" fw={500}>
                      {words.job(job)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {words.purpose(job)}
                    </Text>
                  </Stack>
                </Table.Td>
                <Table.Td>{words.cadence(cron)}</Table.Td>
                <Table.Td>
                  <ScheduleBadge state={scheduleStateOf({ cron, last_run }, now)} />
                </Table.Td>
                <Table.Td ta="right">{last_run ? <InstantText value={last_run.started_at} /> : t("never")}</Table.Td>
                <Table.Td ta="right">{words.duration(last_run?.duration_ms ?? null)}</Table.Td>
                <Table.Td ta="right">{next_at ? <InstantText value={next_at} c="dimmed" /> : "—"}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Panel>
  );
}
