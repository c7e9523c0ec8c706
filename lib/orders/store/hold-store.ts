import { and, eq, isNull, sql } from "drizzle-orm";
import { orderHolds } from "@/db/schema/orders";
import type { Tx } from "@/db/transaction";
import { HELD_BACK_FLAGS } from "@/lib/orders/core/held-back";

export async function insertHold(tx: Tx, row: typeof orderHolds.$inferInsert): Promise<void> {
  await tx.insert(orderHolds).values(row);
}

export async function releaseHoldRow(tx: Tx, input: { id: string; orderId: string; by: string; at: Date }): Promise<boolean> {
  const rows = await tx
    .update(orderHolds)
    .set({ releasedAt: input.at, releasedBy: input.by })
    .where(and(eq(orderHolds.id, input.id), eq(orderHolds.orderId, input.orderId), isNull(orderHolds.releasedAt)))
    .returning({ id: orderHolds.id });
  return rows.length > 0;
}

export async function recountHolds(tx: Tx, orderId: string): Promise<void> {
  await tx.execute(sql`
    update orders set open_holds = (select count(*) from order_holds h where h.order_id = ${orderId} and h.released_at is null), updated_at = now()
    where id = ${orderId}`);
}

/** Releases holds whose time has come; returns their orders. */
export async function releaseDueHolds(tx: Tx, now: Date): Promise<{ holdId: string; orderId: string; shopId: string }[]> {
  return tx.execute<{ holdId: string; orderId: string; shopId: string }>(sql`
    with due as (
      update order_holds set released_at = ${now.toISOString()}::timestamptz, released_by = 'timer'
      where released_at is null and until is not null and until <= ${now.toISOString()}::timestamptz returning id, order_id)
    select due.id as "holdId", due.order_id as "orderId", o.shop_id as "shopId" from due join orders o on o.id = due.order_id order by due.order_id`);
}

const HELD_BACK = `'{${HELD_BACK_FLAGS.join(",")}}'::text[]`;

/** Paid orders whose buffer is over and that nothing stops. Locked; what another worker holds is left to it. */
export async function claimElapsed(tx: Tx, input: { now: Date; limit: number }): Promise<{ id: string; bufferUntil: string }[]> {
  return tx.execute<{ id: string; bufferUntil: string }>(sql`
    select id, buffer_until as "bufferUntil" from orders
    where status = 'paid' and buffer_until <= ${input.now.toISOString()}::timestamptz and open_holds = 0 and not has_open_refund
      and not flags && ${sql.raw(HELD_BACK)}
    order by buffer_until limit ${input.limit} for no key update skip locked`);
}
