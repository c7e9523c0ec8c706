import { sql } from "drizzle-orm";
import type { Tx } from "@/db/transaction";

export type QueuedJob = { name: string; payload: unknown; queue?: string; key?: string; runAt?: Date; maxAttempts?: number; priority?: number };

/** graphile-worker's add_job inside the caller's transaction: the job exists exactly if the change does. */
export async function insertJob(tx: Tx, job: QueuedJob): Promise<void> {
  await tx.execute(sql`
    select graphile_worker.add_job(
      identifier => ${job.name}, payload => ${JSON.stringify(job.payload)}::json,
      queue_name => ${job.queue ?? null}, job_key => ${job.key ?? null},
      run_at => ${job.runAt?.toISOString() ?? null}::timestamptz, max_attempts => ${job.maxAttempts ?? 25}::int, priority => ${job.priority ?? 0}::int)`);
}

/** Jobs of one kind in one statement, for those that come by the hundred. */
export async function insertJobs(tx: Tx, jobs: { name: string; payloads: readonly unknown[] }): Promise<void> {
  const specs = jobs.payloads.map((payload) => ({ identifier: jobs.name, payload, max_attempts: 25 }));
  await tx.execute(sql`
    select graphile_worker.add_jobs(array(
      select json_populate_record(null::graphile_worker.job_spec, spec) from json_array_elements(${JSON.stringify(specs)}::json) as spec))`);
}
