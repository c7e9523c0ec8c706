import { withTransaction } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import type { Ctx } from "@/lib/shared/context";
import { claimElapsed, recountHolds, releaseDueHolds } from "../store/hold-store";
import { appendOrderEvents } from "./append-order-events";

const BATCH = 500;

/** Moves paid orders whose buffer is over to ready-to-ship, and releases timed holds first. A system job. */
export async function elapseBuffers(ctx: Ctx): Promise<{ ready: number; released: number }> {
  const released = await releaseTimedHolds(ctx);
  for (let ready = 0; ; ) {
    const moved = await elapseBatch(ctx);
    ready += moved;
    if (moved < BATCH) return { ready, released };
  }
}

function elapseBatch(ctx: Ctx): Promise<number> {
  return withTransaction(async (tx) => {
    const due = await claimElapsed(tx, { now: ctx.clock.now(), limit: BATCH });
    await appendOrderEvents(
      tx,
      ctx,
      // Now, not the planned end: an hour in which nobody released orders must show in the golden metric.
      due.map(({ id }) => ({
        orderId: id,
        type: "buffer_elapsed",
        occurredAt: ctx.clock.now(),
        source: "system",
        sourceEventId: "system:buffer_elapsed",
      })),
    );
    return due.length;
  });
}

function releaseTimedHolds(ctx: Ctx): Promise<number> {
  return withTransaction(async (tx) => {
    const released = await releaseDueHolds(tx, ctx.clock.now());
    for (const { orderId } of released) await recountHolds(tx, orderId);
    await appendOrderEvents(
      tx,
      ctx,
      released.map(({ holdId, orderId }) => ({
        orderId,
        type: "hold_released",
        occurredAt: ctx.clock.now(),
        source: "system",
        sourceEventId: `hold_released:${holdId}`,
        data: { hold_id: holdId },
      })),
    );
    await emitEvents(
      tx,
      ctx,
      released.map(({ orderId, shopId }) => ({ type: "order.released" as const, payload: { order_id: orderId, shop_id: shopId } })),
    );
    return released.length;
  });
}
