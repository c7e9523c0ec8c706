import { and, desc, eq, gte, inArray } from "drizzle-orm";
import { orderEvents, orderExceptions, orders } from "@/db/schema/orders";
import type { Executor } from "@/db/transaction";
import type { BallFacts } from "@/lib/orders/core/ball";
import { groupBy } from "@/lib/shared/group-by";

type GoldenFacts = Omit<BallFacts, "now">;

/** What decides who held the orders that became ready since `today`, newest first; three reads however many orders. */
export async function listGoldenFacts(db: Executor, input: { shopId: string | null; today: Date; limit: number }): Promise<GoldenFacts[]> {
  const scope = input.shopId === null ? undefined : eq(orders.shopId, input.shopId);
  const rows = await db
    .select({
      id: orders.id,
      placedAt: orders.placedAt,
      paidAt: orders.paidAt,
      readyAt: orders.readyAt,
      shippedAt: orders.shippedAt,
      deliveredAt: orders.deliveredAt,
      completedAt: orders.completedAt,
      cancelledAt: orders.cancelledAt,
      bufferUntil: orders.bufferUntil,
    })
    .from(orders)
    .where(and(gte(orders.readyAt, input.today), scope))
    .orderBy(desc(orders.readyAt))
    .limit(input.limit);
  const ids = rows.map((row) => row.id);
  if (ids.length === 0) return [];
  const [events, exceptions] = await Promise.all([listEventFacts(db, ids), listExceptionFacts(db, ids)]);
  const eventsOf = groupBy(events, (event) => event.orderId);
  const exceptionsOf = groupBy(exceptions, (exception) => exception.orderId);
  return rows.map(({ id, ...row }) => ({ ...row, events: eventsOf.get(id) ?? [], exceptions: exceptionsOf.get(id) ?? [] }));
}

function listEventFacts(db: Executor, ids: string[]) {
  const { orderId, type, occurredAt, data } = orderEvents;
  return db.select({ orderId, type, occurredAt, data }).from(orderEvents).where(inArray(orderId, ids));
}

function listExceptionFacts(db: Executor, ids: string[]) {
  const { orderId, type, openedAt, closedAt } = orderExceptions;
  return db.select({ orderId, type, openedAt, closedAt }).from(orderExceptions).where(inArray(orderId, ids));
}
