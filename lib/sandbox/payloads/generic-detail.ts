import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { addressAt, goodsOf, modifiedAt, paidOf, past, promisedShipAt } from "./market-moment";

type GenericOrder = IncomingOrderInput & { parcels: { carrier: string; tracking_number: string }[] };

/** What a shop's own system tells: the canonical order. */
export function genericOrderOf(order: MarketOrder, now: number): GenericOrder {
  const { life, person } = order;
  const iso = (at: number | null) => (at === null ? null : new Date(at).toISOString());
  const refund = past(life.refundedAt, now) ? "refunded" : past(life.refundAskedAt, now) ? "requested" : "none";
  const { name, phone, province, city, district, town } = person;
  const shipped = past(life.shippedAt, now) !== null;
  return {
    shop: order.shop,
    external_id: order.id,
    status: genericStatus(order, now),
    placed_at: new Date(order.placedAt).toISOString(),
    paid_at: iso(past(life.paidAt, now)),
    promised_ship_at: iso(promisedShipAt(order, now)),
    modified_at: new Date(modifiedAt(order, now)).toISOString(),
    amounts: { goods: goodsOf(order), freight: order.freight, discount: order.discount, paid: paidOf(order) },
    buyer: { nick: person.nick, platform_buyer_id: `${order.shop}:${person.key}` },
    receiver: { name, phone, province, city, district, town, address: addressAt(order, now) },
    lines: order.lines.map((line, index) => ({
      external_line_id: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      unit_price: line.price,
      paid: line.price * line.quantity,
      refund_status: index === 0 || endedByRefund(order) ? refund : "none",
    })),
    carrier: shipped ? order.carrier.code : "",
    buyer_note: order.note,
    parcels: shipped ? [{ carrier: order.carrier.code, tracking_number: order.trackingNumber }] : [],
  };
}

function genericStatus(order: MarketOrder, now: number): IncomingOrderInput["status"] {
  const { life } = order;
  if (past(life.cancelledAt, now) || (past(life.refundedAt, now) && endedByRefund(order))) return "cancelled";
  if (past(life.finishedAt, now)) return "completed";
  if (past(life.shippedAt, now)) return "shipped";
  return past(life.paidAt, now) ? "paid" : "unpaid";
}
