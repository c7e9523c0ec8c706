import type { Tx } from "@/db/transaction";
import type { JobName, JobPayload } from "../core/catalogue";
import { insertJobs } from "../store/queue-store";

/** Many jobs of one kind, in the caller's transaction: they exist exactly if its changes do. */
export async function enqueueJobs<N extends JobName>(tx: Tx, jobs: { name: N; payloads: readonly JobPayload<N>[] }): Promise<void> {
  if (jobs.payloads.length > 0) await insertJobs(tx, jobs);
}
