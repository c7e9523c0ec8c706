import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { goodsOf, type NeutralOrder, paidOf, RECEIVER } from "./neutral-order";

const STATUSES: Record<NeutralOrder["status"], IncomingOrderInput["status"]> = {
  unpaid: "unpaid",
  deposit_paid: "unpaid",
  paid: "paid",
  part_shipped: "paid",
  shipped: "shipped",
  signed: "delivered",
  completed: "completed",
  cancelled: "cancelled",
};
const REFUNDS = { none: "none", asked: "requested", done: "refunded" } as const;

const iso = (at: Date | null) => at?.toISOString() ?? null;

/** The canonical order, as a shop's own system tells it. */
export function ownSystemOrder(order: NeutralOrder, shop: string): IncomingOrderInput {
  const { place, lines, discount } = order;
  return {
    shop,
    external_id: order.id,
    business_type: order.presale ? "presale" : "standard",
    status: STATUSES[order.status],
    placed_at: order.placedAt.toISOString(),
    paid_at: iso(order.paidAt),
    modified_at: order.changedAt.toISOString(),
    amounts: { goods: goodsOf(order), freight: order.freight, discount, paid: paidOf(order) },
    receiver: place ? { ...RECEIVER, ...place } : {},
    lines: lines.map((line, index) => ({
      external_line_id: String(index + 1),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit_price: line.price,
      paid: line.price * line.quantity - (index === 0 ? discount : 0),
      refund_status: REFUNDS[line.refund],
    })),
    carrier: order.parcels[0]?.company ?? "",
    flags: order.status === "deposit_paid" ? ["final_payment_unpaid"] : [],
  };
}
