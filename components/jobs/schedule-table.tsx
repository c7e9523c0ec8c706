"use client";

import { Text } from "@mantine/core";
import { useNow, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { ScheduleView } from "@/lib/jobs/core/job-view";
import { scheduleStateOf } from "@/lib/jobs/core/schedule-state";
import { ScheduleBadge } from "./job-badges";
import { useJobWords } from "./use-job-words";
import { WhenText } from "./when-text";

const TICK_MS = 5_000;

/** Every scheduled task: how often, how the last run went, when the next one comes. */
export function ScheduleTable({ schedules }: { schedules: ScheduleView[] }) {
  const t = useTranslations("jobs.schedules");
  const now = useNow({ updateInterval: TICK_MS });
  const words = useJobWords();
  return (
    <Panel title={t("title")} aside={t("aside")}>
      <DenseTable
        label={t("title")}
        minWidth={760}
        columns={[
          { key: "task", label: t("task") },
          { key: "cadence", label: t("cadence"), width: 132 },
          { key: "state", label: t("state"), width: 136 },
          { key: "last", label: t("last"), width: 84, right: true },
          { key: "took", label: t("took"), width: 84, right: true },
          { key: "next", label: t("next"), width: 84, right: true },
        ]}
      >
        {schedules.map(({ job, cron, next_at, last_run }) => (
          <tr key={job} style={{ height: 46 }}>
            <td title={words.purpose(job)}>
              <Text size="sm">{words.job(job)}</Text>
              <Text size="xs" c="dimmed" truncate>
                {words.purpose(job)}
              </Text>
            </td>
            <td>{words.cadence(cron)}</td>
            <td>
              <ScheduleBadge state={scheduleStateOf({ cron, last_run }, now)} />
            </td>
            <td data-right>{last_run ? <WhenText value={last_run.started_at} past /> : t("never")}</td>
            <td data-right>{words.duration(last_run?.duration_ms ?? null)}</td>
            <td data-right>{next_at ? <WhenText value={next_at} /> : "—"}</td>
          </tr>
        ))}
      </DenseTable>
    </Panel>
  );
}
