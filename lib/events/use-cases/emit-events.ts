import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import type { NewEvent } from "../core/catalogue";
import { saveOutboxEvents } from "../store/outbox-store";

/** Events a relay job carries at most; larger batches become several jobs. */
const RELAY_BATCH = 200;

/** What has begun is finished before the next push is begun. */
const RELAY_PRIORITY = -1;

/** Writes the events and their relay jobs in the caller's transaction: the outbox. */
export async function emitEvents(tx: Tx, ctx: Ctx, events: NewEvent[]): Promise<void> {
  const rows = events.map((event) => ({ ...event, id: newId(), requestId: ctx.requestId, createdAt: ctx.clock.now() }));
  await saveOutboxEvents(tx, rows);
  for (let start = 0; start < rows.length; start += RELAY_BATCH) {
    const ids = rows.slice(start, start + RELAY_BATCH).map((row) => row.id);
    await enqueueJob(tx, { name: "relay_events", payload: { ids }, priority: RELAY_PRIORITY });
  }
}
