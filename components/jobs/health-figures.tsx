"use client";

import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";
import { Figure } from "@/components/overview/figure";
import classes from "@/components/overview/overview.module.css";
import type { JobOverview } from "@/lib/jobs/core/job-view";
import { scheduleStateOf } from "@/lib/jobs/core/schedule-state";

const TICK_MS = 5_000;
/** A job waits seconds; after this long the workers do not keep up. */
const BACKLOG_MS = 60_000;

type FigureProps = { overview: JobOverview; letters: { dead: number; parked: number; more: boolean } };

/** Is it running, is it on time, does it keep up, does anything need me: each leads to its rows. */
export function HealthFigures({ overview, letters }: FigureProps) {
  const t = useTranslations("jobs.figures");
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const { schedules, workers, queues } = overview;
  const alive = workers.filter(({ state }) => state === "alive").length;
  const silent = workers.filter(({ state }) => state === "silent").length;
  const states = schedules.map((schedule) => scheduleStateOf(schedule, now));
  const onTime = states.filter((state) => state !== "late" && state !== "failed").length;
  const late = states.filter((state) => state === "late").length;
  const failing = queues.reduce((sum, queue) => sum + queue.failing, 0);
  const count = (value: number, more = false) => `${format.number(value)}${more ? "+" : ""}`;
  return (
    <div className={classes.figures}>
      <Figure
        label={t("workers")}
        value={count(alive)}
        note={silent > 0 ? t("workers_silent", { count: silent }) : t(alive > 0 ? "workers_note" : "workers_none")}
        tone={alive === 0 ? "red" : silent > 0 ? "amber" : "green"}
        href="#workers"
      />
      <Figure
        label={t("schedules")}
        value={t("of", { some: onTime, all: schedules.length })}
        note={t(late > 0 ? "schedules_late" : "schedules_note", { count: late })}
        tone={late > 0 ? "red" : onTime < schedules.length ? "amber" : "green"}
        href="#schedules"
      />
      <Backlog queues={queues} now={now} />
      <Figure
        label={t("failing")}
        value={count(failing)}
        note={t("failing_note")}
        tone={failing > 0 ? "amber" : "plain"}
        href="/jobs?status=failed#runs"
      />
      <Figure
        label={t("letters")}
        value={count(letters.dead, letters.more)}
        note={t("letters_note", { count: count(letters.parked, letters.more) })}
        tone={letters.dead > 0 ? "amber" : "plain"}
        href="#letters"
      />
    </div>
  );
}

function Backlog({ queues, now }: { queues: JobOverview["queues"]; now: Date }) {
  const t = useTranslations("jobs.figures");
  const format = useFormatter();
  const duration = useDuration();
  const waiting = queues.reduce((sum, queue) => sum + queue.waiting, 0);
  const oldest = Math.min(...queues.flatMap(({ waiting: some, oldest_run_at }) => (some > 0 && oldest_run_at ? [Date.parse(oldest_run_at)] : [])));
  const age = Number.isFinite(oldest) ? Math.max(0, now.getTime() - oldest) : 0;
  return (
    <Figure
      label={t("backlog")}
      value={format.number(waiting)}
      note={waiting > 0 ? t("backlog_note", { age: duration(age) }) : t("backlog_none")}
      tone={age > BACKLOG_MS ? "amber" : "plain"}
      href="#queues"
    />
  );
}
