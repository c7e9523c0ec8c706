import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";

/** Step: the job that tells one shop's platform what waits. One shop's are sent one after the other. */
export function enqueueWriteBacks(tx: Tx, shopId: string): Promise<void> {
  return enqueueJob(tx, { name: "send_write_backs", payload: { shop_id: shopId }, queue: `write_back:${shopId}`, key: `write_back:${shopId}` });
}
