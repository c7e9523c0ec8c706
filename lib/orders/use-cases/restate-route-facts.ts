import type { Tx } from "@/db/transaction";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { replaceRouteEvents } from "../store/event-store";
import { lockOrders } from "../store/order-store";
import { refoldOrders } from "./refold-orders";

type RouteFact = { type: OrderEventType; occurredAt: Date; sourceEventId: string; data: Record<string, unknown> };

/**
 * Step: the facts that the routes of its parcels prove about each order, whole. What they no longer prove (delivered,
 * before a second parcel was known) is taken back, and the state is folded again.
 */
export async function restateRouteFacts(tx: Tx, ctx: Ctx, input: { orders: { orderId: string; facts: RouteFact[] }[] }): Promise<void> {
  const orderIds = input.orders.map((order) => order.orderId);
  const locked = await lockOrders(tx, orderIds);
  const recordedAt = ctx.clock.now();
  const rows = input.orders.flatMap(({ orderId, facts }) =>
    facts.map((fact) => ({ ...fact, orderId, source: "courier" as const, actorName: actorLabel(ctx.actor), recordedAt })),
  );
  if (await replaceRouteEvents(tx, { orderIds, rows })) await refoldOrders(tx, ctx, locked);
}
