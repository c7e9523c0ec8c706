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
