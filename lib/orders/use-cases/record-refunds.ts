import type { Tx } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import {
  applyRefunds,
  type DatedRefund,
  isWhollyRefunded,
  settledRefunds,
  type ToldRefund,
  unexplainedRefunds,
} from "@/lib/orders/core/apply-refunds";
import { canonicalJson } from "@/lib/orders/core/incoming-content";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { yuanText } from "@/lib/shared/money";
import { insertHold, recountHolds } from "../store/hold-store";
import type { OrderRow } from "../store/order-columns";
import { listLines, lockOrders } from "../store/order-store";
import { listToldRefunds, refundEventData } from "../store/refund-store";
import { contentOfRow } from "../store/snapshot-of";
import { appendOrderEvents } from "./append-order-events";
import { refoldOrders } from "./refold-orders";
import { writeOrderVersions } from "./write-order-versions";

const NOT_SHIPPED: readonly OrderStatus[] = ["unpaid", "paid", "ready_to_ship"];

/**
 * Step: refunds a platform told without the order's detail. Each told state is a fact of the order's story and the
 * lines follow from all of them, so repeats and any order of arrival come to the same. With all the money back before
 * anything left, the order is cancelled; money back for a part nobody named holds it until a person looked.
 */
export async function recordRefunds(tx: Tx, ctx: Ctx, input: { orderId: string; refunds: readonly DatedRefund[] }): Promise<void> {
  const { orderId, refunds } = input;
  if (refunds.length === 0) return;
  const [row] = await lockOrders(tx, [orderId]);
  if (!row) return;
  const before = contentOfRow(row, await listLines(tx, [orderId]));
  const fresh = await appendOrderEvents(
    tx,
    ctx,
    refunds.map((refund) => storyOf(orderId, refund)),
  );
  if (fresh.size === 0) return;
  const states = (await listToldRefunds(tx, [orderId])).get(orderId) ?? [];
  const told = settledRefunds(states);
  const content = applyRefunds(before, told, settledRefunds(states.filter((state) => !fresh.has(`${orderId} ${keyOf(state)}`))));
  if (canonicalJson(content) !== canonicalJson(before)) {
    const written = await writeOrderVersions(tx, ctx, [{ row, before, content, origin: "platform", reason: "" }]);
    await refoldOrders(tx, ctx, written);
  }
  if (!NOT_SHIPPED.includes(row.status)) return;
  if (isWhollyRefunded(content, told)) await cancel(tx, ctx, orderId, told);
  const unexplained = unexplainedRefunds(content, told).filter((refund) => fresh.has(`${orderId} ${keyOf(refund)}`));
  await holdFor(tx, ctx, row, unexplained);
}

function keyOf(refund: ToldRefund): string {
  return `refund:${refund.refundId}:${refund.status}`;
}

function storyOf(orderId: string, refund: DatedRefund) {
  return {
    orderId,
    type: "refund_changed" as const,
    occurredAt: refund.occurredAt,
    source: "platform" as const,
    sourceEventId: keyOf(refund),
    data: refundEventData(refund),
  };
}

/** Dated by the last of the refunds that made it whole, whichever was told first. */
async function cancel(tx: Tx, ctx: Ctx, orderId: string, told: readonly DatedRefund[]): Promise<void> {
  const done = told.filter((refund) => refund.status === "refunded");
  const occurredAt = new Date(Math.max(...done.map((refund) => refund.occurredAt.getTime())));
  await appendOrderEvents(tx, ctx, [{ orderId, type: "cancelled", occurredAt, source: "platform", sourceEventId: "platform:cancelled" }]);
}

async function holdFor(tx: Tx, ctx: Ctx, row: OrderRow, refunds: readonly ToldRefund[]): Promise<void> {
  if (refunds.length === 0) return;
  const at = ctx.clock.now();
  for (const refund of refunds) {
    const id = newId();
    const reason = `平台已退款 ${yuanText(refund.amount)} 元，没有说明退哪件商品：请核对还要发什么`;
    await insertHold(tx, { id, orderId: row.id, reason, owner: actorLabel(ctx.actor), until: null, createdAt: at });
    const data = { hold_id: id, reason, until: null };
    await appendOrderEvents(tx, ctx, [{ orderId: row.id, type: "hold_placed", occurredAt: at, source: "system", sourceEventId: `hold:${id}`, data }]);
  }
  await recountHolds(tx, row.id);
  await emitEvents(tx, ctx, [{ type: "order.held", payload: { order_id: row.id, shop_id: row.shopId } }]);
}
