import { and, desc, eq, inArray, lt, sql } from "drizzle-orm";
import { jobRuns, workerHeartbeats } from "@/db/schema/jobs";
import type { Executor } from "@/db/transaction";
import type { JobRunState } from "@/lib/jobs/core/job-state";

export type JobRunRow = typeof jobRuns.$inferSelect;

export async function insertRun(db: Executor, row: typeof jobRuns.$inferInsert & { id: string }): Promise<void> {
  await db.insert(jobRuns).values(row);
}

export async function finishRun(
  db: Executor,
  input: { id: string; state: JobRunState; finishedAt: Date; durationMs: number; stats: Record<string, number> | null; error: string | null },
): Promise<void> {
  const { id, ...set } = input;
  await db
    .update(jobRuns)
    .set(set)
    .where(and(eq(jobRuns.id, id), eq(jobRuns.state, "running")));
}

export function listRuns(
  db: Executor,
  input: { job?: string; state?: JobRunState; before?: { at: Date; id: string }; limit: number },
): Promise<JobRunRow[]> {
  const before = input.before
    ? sql`(${jobRuns.startedAt}, ${jobRuns.id}) < (${input.before.at.toISOString()}::timestamptz, ${input.before.id}::uuid)`
    : undefined;
  return db
    .select()
    .from(jobRuns)
    .where(and(input.job ? eq(jobRuns.job, input.job) : undefined, input.state ? eq(jobRuns.state, input.state) : undefined, before))
    .orderBy(desc(jobRuns.startedAt), desc(jobRuns.id))
    .limit(input.limit);
}

/** The newest run of every job. */
export function listLastRuns(db: Executor): Promise<JobRunRow[]> {
  return db.selectDistinctOn([jobRuns.job]).from(jobRuns).orderBy(jobRuns.job, desc(jobRuns.startedAt));
}

export async function saveHeartbeat(
  db: Executor,
  row: { workerId: string; pid: number; lockIds: string[]; startedAt: Date; seenAt: Date },
): Promise<void> {
  await db
    .insert(workerHeartbeats)
    .values(row)
    .onConflictDoUpdate({ target: workerHeartbeats.workerId, set: { seenAt: row.seenAt, lockIds: row.lockIds, stoppedAt: null } });
}

export async function saveStopped(db: Executor, workerId: string, at: Date): Promise<void> {
  await db.update(workerHeartbeats).set({ stoppedAt: at }).where(eq(workerHeartbeats.workerId, workerId));
}

export function listHeartbeats(db: Executor): Promise<(typeof workerHeartbeats.$inferSelect)[]> {
  return db.select().from(workerHeartbeats).orderBy(desc(workerHeartbeats.seenAt)).limit(50);
}

/** Lock holders of graphile-worker that no worker seen since `since` owns. `locked_at` guards one that is just starting. */
export async function listDeadLockIds(db: Executor, since: Date): Promise<string[]> {
  const rows = await db.execute<{ id: string }>(sql`
    with held as (
      select locked_by from graphile_worker.jobs where locked_by is not null and locked_at < ${since.toISOString()}::timestamptz
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null and locked_at < ${since.toISOString()}::timestamptz)
    select locked_by as id from held
    where not exists (
      select 1 from worker_heartbeats h
      where h.seen_at >= ${since.toISOString()}::timestamptz and h.stopped_at is null and held.locked_by = any(h.lock_ids))`);
  return rows.map((row) => row.id);
}

/** Runs a dead worker left behind. */
export async function markRunsLost(db: Executor, input: { since: Date; at: Date }): Promise<string[]> {
  const dead = db.select({ id: workerHeartbeats.workerId }).from(workerHeartbeats).where(lt(workerHeartbeats.seenAt, input.since));
  const rows = await db
    .update(jobRuns)
    .set({ state: "lost", finishedAt: input.at, error: "The worker stopped answering; the job was freed and runs again." })
    .where(and(eq(jobRuns.state, "running"), inArray(jobRuns.workerId, dead)))
    .returning({ id: jobRuns.id });
  return rows.map((row) => row.id);
}

export async function countQueue(
  db: Executor,
): Promise<{ job: string; waiting: number; running: number; failing: number; oldest_run_at: string | null }[]> {
  return db.execute(sql`
    select task_identifier as job,
      count(*) filter (where locked_at is null and attempts < max_attempts)::int as waiting,
      count(*) filter (where locked_at is not null)::int as running,
      count(*) filter (where last_error is not null)::int as failing,
      min(run_at) filter (where locked_at is null and attempts < max_attempts) as oldest_run_at
    from graphile_worker.jobs group by task_identifier order by task_identifier`);
}
