import type { Tx } from "@/db/transaction";
import type { JobName, JobPayload } from "../core/catalogue";
import { insertJob } from "../store/queue-store";

/**
 * Adds a job in the caller's transaction. Jobs of one `queue` run one after the other; a later job with the same `key`
 * replaces a waiting one; of those that wait, the lowest `priority` (0 unless said) runs first.
 */
export function enqueueJob<N extends JobName>(
  tx: Tx,
  job: { name: N; payload: JobPayload<N>; queue?: string; key?: string; runAt?: Date; maxAttempts?: number; priority?: number },
): Promise<void> {
  return insertJob(tx, job);
}
