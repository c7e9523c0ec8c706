import { withTransaction } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import type { Ctx } from "@/lib/shared/context";
import { listOldPending } from "../store/relay-store";

const OLD_SECONDS = 20;
const SWEEP_LIMIT = 5_000;
const BATCH = 200;

/** Adds relay jobs for events that lost theirs; the relay itself claims by state, so a double job does nothing. */
export function sweepOutbox(_ctx: Ctx): Promise<{ swept: number }> {
  return withTransaction(async (tx) => {
    const ids = await listOldPending(tx, { olderThanSeconds: OLD_SECONDS, limit: SWEEP_LIMIT });
    for (let start = 0; start < ids.length; start += BATCH) {
      const part = ids.slice(start, start + BATCH);
      await enqueueJob(tx, { name: "relay_events", payload: { ids: part }, key: `sweep:${part[0]}` });
    }
    return { swept: ids.length };
  });
}
