import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { JOB_CATALOGUE } from "../core/catalogue";
import { nextRunAt } from "../core/cron-time";
import { type JobFilter, type JobOverview, type JobRunView, jobFilterSchema, type ScheduleView } from "../core/job-view";
import { countQueue, type JobRunRow, listHeartbeats, listLastRuns, listRuns } from "../store/run-store";

/** Silent for longer than this a worker is shown as such; its jobs are freed by the others. */
const SILENT_MS = 15_000;
/** Workers that stopped longer ago are history. */
const SHOWN_MS = 3_600_000;

/** The run ledger, newest first. */
export async function listJobRuns(ctx: Ctx, input: JobFilter = {}): Promise<{ jobs: JobRunView[]; next_cursor: string | null }> {
  requirePermission(ctx, "jobs.read");
  const { cursor, limit, job, status } = parseInput(jobFilterSchema, input);
  const rows = await listRuns(reader(), { job, state: status, before: cursor ? decodeTimeCursor(cursor) : undefined, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    jobs: page.map(runViewOf),
    next_cursor: rows.length > limit && last ? encodeCursor([last.startedAt.toISOString(), last.id]) : null,
  };
}

/** Every schedule with its last run, the workers, and what waits in the queues. */
export async function getJobOverview(ctx: Ctx, _input: Record<string, never> = {}): Promise<JobOverview> {
  requirePermission(ctx, "jobs.read");
  const [last, beats, queues] = await Promise.all([listLastRuns(reader()), listHeartbeats(reader()), countQueue(reader())]);
  const runs = new Map(last.map((row) => [row.job, runViewOf(row)]));
  const at = ctx.clock.now();
  const now = at.getTime();
  return {
    schedules: Object.entries(JOB_CATALOGUE).flatMap(([job, entry]) =>
      "cron" in entry ? [scheduleOf({ job, ...entry, at, lastRun: runs.get(job) ?? null })] : [],
    ),
    workers: beats
      .filter((beat) => now - beat.seenAt.getTime() < SHOWN_MS)
      .map((beat) => ({
        worker_id: beat.workerId,
        pid: beat.pid,
        started_at: beat.startedAt.toISOString(),
        seen_at: beat.seenAt.toISOString(),
        state: beat.stoppedAt ? ("stopped" as const) : now - beat.seenAt.getTime() < SILENT_MS ? ("alive" as const) : ("silent" as const),
      })),
    queues: queues.map((queue) => ({ ...queue, oldest_run_at: queue.oldest_run_at ? new Date(queue.oldest_run_at).toISOString() : null })),
  };
}

function scheduleOf(input: { job: string; cron: string; backfill: string; at: Date; lastRun: JobRunView | null }): ScheduleView {
  const { job, cron, backfill, at, lastRun } = input;
  return { job, cron, backfill, next_at: nextRunAt(cron, at)?.toISOString() ?? null, last_run: lastRun };
}

function runViewOf(row: JobRunRow): JobRunView {
  return {
    id: row.id,
    job: row.job,
    state: row.state,
    worker_id: row.workerId,
    attempt: row.attempt,
    scheduled_for: row.scheduledFor?.toISOString() ?? null,
    started_at: row.startedAt.toISOString(),
    finished_at: row.finishedAt?.toISOString() ?? null,
    duration_ms: row.durationMs,
    stats: row.stats,
    error: row.error,
  };
}
