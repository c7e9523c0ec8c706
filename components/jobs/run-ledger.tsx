"use client";

import { Alert, Button, Group, Select, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, parseAsStringLiteral, useQueryStates } from "nuqs";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { JOB_CATALOGUE } from "@/lib/jobs/core/catalogue";
import { jobRunMachine } from "@/lib/jobs/core/job-state";
import type { JobRunPage, JobRunView } from "@/lib/jobs/core/job-view";
import { RunStateBadge } from "./job-badges";
import classes from "./jobs.module.css";
import { type RunFilters, useJobRuns } from "./jobs.query";
import { useJobWords } from "./use-job-words";

const PARSERS = { job: parseAsString, status: parseAsStringLiteral(jobRunMachine.states) };

/** What ran, when, for how long, and why it failed; scheduled and long jobs always, others when an attempt failed. */
export function RunLedger({ first }: { first: { filters: RunFilters; page: JobRunPage } }) {
  const t = useTranslations("jobs.runs");
  const [filters, setFilters] = useQueryStates(PARSERS, { history: "replace" });
  const list = useJobRuns(filters, first);
  const runs = list.data?.pages.flatMap((page) => page.jobs) ?? [];
  return (
    <Panel title={t("title")} aside={<Filters filters={filters} onChange={(change) => void setFilters(change as Partial<typeof filters>)} />}>
      {list.isError && (
        <Alert color="red" mb="xs">
          {t("failed_to_load", { message: list.error.message })}
        </Alert>
      )}
      {runs.length === 0 && !list.isError ? (
        <Text size="sm" c="dimmed" py="xs">
          {t(filters.job || filters.status ? "empty_filtered" : "empty")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={760}
          columns={[
            { key: "started", label: t("started"), width: 116 },
            { key: "job", label: t("job"), width: 150 },
            { key: "state", label: t("state"), width: 124 },
            { key: "took", label: t("took"), width: 84, right: true },
            { key: "attempt", label: t("attempt"), width: 52, right: true },
            { key: "result", label: t("result") },
          ]}
        >
          {runs.map((run) => (
            <Run key={run.id} run={run} />
          ))}
        </DenseTable>
      )}
      {list.hasNextPage && (
        <Button mt="xs" size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
    </Panel>
  );
}

function Filters({ filters, onChange }: { filters: RunFilters; onChange: (change: Partial<RunFilters>) => void }) {
  const t = useTranslations("jobs");
  const words = useJobWords();
  return (
    <Group gap="xs" wrap="nowrap" role="search" aria-label={t("runs.filter")}>
      <Select
        size="xs"
        w={150}
        aria-label={t("runs.job")}
        placeholder={t("runs.job")}
        value={filters.job}
        onChange={(job) => onChange({ job })}
        data={Object.keys(JOB_CATALOGUE).map((value) => ({ value, label: words.job(value) }))}
        clearable
        comboboxProps={{ width: "max-content", position: "bottom-end" }}
      />
      <Select
        size="xs"
        w={118}
        aria-label={t("runs.state")}
        placeholder={t("runs.state")}
        value={filters.status}
        onChange={(status) => onChange({ status })}
        data={jobRunMachine.states.map((value) => ({ value, label: t(`run_states.${value}`) }))}
        clearable
        comboboxProps={{ width: "max-content", position: "bottom-end" }}
      />
    </Group>
  );
}

function Run({ run }: { run: JobRunView }) {
  const format = useFormatter();
  const words = useJobWords();
  return (
    <tr>
      <td>
        <Text size="xs" c="dimmed">
          {format.dateTime(new Date(run.started_at), {
            month: "2-digit",
            day: "2-digit",
            hour: "2-digit",
            minute: "2-digit",
            second: "2-digit",
            hourCycle: "h23",
          })}
        </Text>
      </td>
      <td title={words.job(run.job)}>{words.job(run.job)}</td>
      <td>
        <RunStateBadge state={run.state} />
      </td>
      <td data-right>{words.duration(run.duration_ms)}</td>
      <td data-right>{run.attempt}</td>
      <td>
        {run.error ? (
          <ErrorText error={run.error} />
        ) : (
          <Text size="sm" c="dimmed" truncate>
            {words.stats(run.stats)}
          </Text>
        )}
      </td>
    </tr>
  );
}

/** One line; the whole of it on demand. */
function ErrorText({ error }: { error: string }) {
  const [open, setOpen] = useState(false);
  return (
    <button type="button" className={classes.error} aria-expanded={open} onClick={() => setOpen(!open)}>
      {error}
    </button>
  );
}
