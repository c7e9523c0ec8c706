import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { PULL_PRIORITY, pullJobKey, pullQueue } from "../core/pull-queue";
import type { PullRow } from "../store/pull-store";

/** Step: the job of one window, now or at `runAt`; a second one takes the place of the first. */
export function enqueuePull(tx: Tx, input: { window: Pick<PullRow, "id" | "shopId" | "kind">; runAt?: Date }): Promise<void> {
  const { id, shopId, kind } = input.window;
  return enqueueJob(tx, {
    name: "pull_window",
    payload: { window_id: id },
    queue: pullQueue(shopId),
    key: pullJobKey(id),
    priority: PULL_PRIORITY[kind],
    runAt: input.runAt,
  });
}
