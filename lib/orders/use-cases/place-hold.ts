import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { placeHoldSchema, releaseHoldSchema } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { insertHold, recountHolds, releaseHoldRow } from "../store/hold-store";
import { lockOrders } from "../store/order-store";
import { appendOrderEvents } from "./append-order-events";

/** Stops an order from shipping for a named reason, until released or until an instant. */
export async function placeHold(ctx: Ctx, input: z.input<typeof placeHoldSchema>): Promise<{ hold_id: string }> {
  requirePermission(ctx, "orders.hold");
  const { order_id, reason, until } = parseInput(placeHoldSchema, input);
  return withTransaction(async (tx) => {
    const [order] = await lockOrders(tx, [order_id]);
    if (!order) throw notFound("orders", "order", order_id);
    if (order.status !== "unpaid" && order.status !== "paid" && order.status !== "ready_to_ship") {
      throw conflict("orders.hold_too_late", `The order is "${order.status}": only an order that has not shipped can be held.`, {
        status: order.status,
      });
    }
    const at = ctx.clock.now();
    const id = newId();
    await insertHold(tx, { id, orderId: order_id, reason, owner: actorLabel(ctx.actor), until: until ? new Date(until) : null, createdAt: at });
    await recountHolds(tx, order_id);
    await appendOrderEvents(tx, ctx, [
      { orderId: order_id, type: "hold_placed", occurredAt: at, source: "staff", sourceEventId: `hold:${id}`, data: { hold_id: id, reason, until } },
    ]);
    await appendAudit(tx, ctx, [
      { action: "orders.hold", entityType: "order", entityId: order_id, orderIds: [order_id], reason, after: { hold_id: id, until } },
    ]);
    await emitEvents(tx, ctx, [{ type: "order.held", payload: { order_id, shop_id: order.shopId } }]);
    return { hold_id: id };
  });
}

/** Lets a held order go on. */
export async function releaseHold(ctx: Ctx, input: z.input<typeof releaseHoldSchema>): Promise<{ hold_id: string }> {
  requirePermission(ctx, "orders.hold");
  const { order_id, hold_id } = parseInput(releaseHoldSchema, input);
  return withTransaction(async (tx) => {
    const [order] = await lockOrders(tx, [order_id]);
    if (!order) throw notFound("orders", "order", order_id);
    const at = ctx.clock.now();
    const released = await releaseHoldRow(tx, { id: hold_id, orderId: order_id, by: actorLabel(ctx.actor), at });
    if (!released) throw conflict("orders.hold_already_released", "The hold was released already.", {});
    await recountHolds(tx, order_id);
    await appendOrderEvents(tx, ctx, [
      { orderId: order_id, type: "hold_released", occurredAt: at, source: "staff", sourceEventId: `hold_released:${hold_id}`, data: { hold_id } },
    ]);
    await appendAudit(tx, ctx, [{ action: "orders.release", entityType: "order", entityId: order_id, orderIds: [order_id], after: { hold_id } }]);
    await emitEvents(tx, ctx, [{ type: "order.released", payload: { order_id, shop_id: order.shopId } }]);
    return { hold_id };
  });
}
