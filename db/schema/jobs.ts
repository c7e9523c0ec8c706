import { sql } from "drizzle-orm";
import { index, integer, pgTable, text } from "drizzle-orm/pg-core";
import { idColumn, instant, json } from "@/db/columns";
import type { JobRunState } from "@/lib/jobs/core/job-state";

/** The run ledger: one row per run of a scheduled or long job, and per failed attempt of any. */
export const jobRuns = pgTable(
  "job_runs",
  {
    id: idColumn(),
    job: text("job").notNull(),
    state: text("state").$type<JobRunState>().notNull(),
    workerId: text("worker_id").notNull(),
    attempt: integer("attempt").notNull().default(1),
    scheduledFor: instant("scheduled_for"),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
    durationMs: integer("duration_ms"),
    /** Counts the job reports: {"sealed": 120}. */
    stats: json<Record<string, number>>("stats"),
    error: text("error"),
  },
  (t) => [index("job_runs_started").on(t.startedAt.desc()), index("job_runs_job").on(t.job, t.startedAt.desc())],
);

export const workerHeartbeats = pgTable("worker_heartbeats", {
  workerId: text("worker_id").primaryKey(),
  pid: integer("pid").notNull(),
  /** The names under which this process locks graphile-worker jobs. */
  lockIds: text("lock_ids").array().notNull().default(sql`'{}'::text[]`),
  startedAt: instant("started_at").notNull(),
  seenAt: instant("seen_at").notNull(),
  stoppedAt: instant("stopped_at"),
});
