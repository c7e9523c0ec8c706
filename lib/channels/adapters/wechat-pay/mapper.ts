import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { fieldIssues } from "@/lib/shared/parse-input";
import { orderSchema, type WxaOrder } from "./payloads";

/** 1 to ship, 2 shipped, 3 received, 4 done, 5 refunded, 6 waiting for its money. */
const STATES = [1, 2, 3, 4, 5, 6];
const RECEIVED = [3, 4, 6];
const REFUNDED = 5;

/**
 * WeChat knows of a mini-program's order that it was paid and shipped, not what was bought or by whom: the shop's own
 * system tells that. The order made from it is a place held for the whole one: it must not ship, and it says of itself
 * that it is older than anything, so that it never overwrites what the shop's own system told.
 */
const OLDER_THAN_ANYTHING = "2000-01-01T00:00:00.000Z";
const PLACE_HELD_LINE = "wechat";

export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderSchema.safeParse(input.detail);
  if (!parsed.success) {
    const issue = fieldIssues(parsed.error)[0];
    return { ok: false, reason: issue ? `${issue.path}: ${issue.message}` : "The order cannot be read." };
  }
  const order = parsed.data;
  if (!STATES.includes(order.order_state ?? 0)) return { ok: false, reason: `order_state ${order.order_state} is not a state we know` };
  const paidAt = instant(order.pay_time) ?? instant(order.trade_create_time);
  if (!paidAt) return { ok: false, reason: "pay_time is missing" };
  return {
    ok: true,
    mapped: { order: canonical({ order, paidAt, shopCode: input.shopCode }), parcels: parcels(order), facts: facts(order, paidAt) },
  };
}

function canonical(input: { order: WxaOrder; paidAt: string; shopCode: string }): IncomingOrderInput {
  const { order, paidAt, shopCode } = input;
  const paid = order.paid_amount ?? 0;
  return {
    shop: shopCode,
    external_id: order.merchant_trade_no,
    // What became of it is told as facts, each with its own time.
    status: "paid",
    placed_at: instant(order.trade_create_time) ?? paidAt,
    paid_at: paidAt,
    modified_at: OLDER_THAN_ANYTHING,
    amounts: { goods: paid, freight: 0, discount: 0, paid },
    buyer: { openid: order.openid },
    receiver: {},
    lines: [
      {
        external_line_id: PLACE_HELD_LINE,
        title: order.description.slice(0, 500),
        quantity: 1,
        unit_price: paid,
        paid,
        refund_status: order.order_state === REFUNDED ? "refunded" : "none",
      },
    ],
    flags: ["platform_hold", ...(order.in_complaint ? ["risk_review"] : [])],
  };
}

function instant(seconds: number | null): string | null {
  return seconds ? new Date(seconds * 1000).toISOString() : null;
}

function shippingList(order: WxaOrder) {
  return (order.shipping?.shipping_list ?? []).filter((parcel) => parcel.tracking_no !== "");
}

function parcels(order: WxaOrder): MappedOrder["parcels"] {
  return shippingList(order).map((parcel) => ({
    carrier: carrierFromCode("wechat_mini", parcel.express_company),
    trackingNumber: parcel.tracking_no,
  }));
}

/** WeChat dates parcels, not receipts: a received order is dated by its last parcel, until the settlement event dates it. */
function facts(order: WxaOrder, paidAt: string): DetailFact[] {
  const uploads = shippingList(order).map((parcel) => parcel.upload_time ?? 0);
  const shipped = uploads.length > 0;
  const shippedAt = new Date(Math.max(Date.parse(paidAt), ...uploads.map((seconds) => seconds * 1000)));
  const known: DetailFact[] = [];
  if (shipped) {
    const type = order.shipping?.finish_shipping || RECEIVED.includes(order.order_state ?? 0) ? "outbound_scan" : "partial_outbound_scan";
    known.push({ type, occurredAt: shippedAt, sourceEventId: `platform:${type}` });
  }
  if (RECEIVED.includes(order.order_state ?? 0)) known.push({ type: "completed", occurredAt: shippedAt, sourceEventId: "platform:completed" });
  if (order.order_state === REFUNDED && !shipped)
    known.push({ type: "cancelled", occurredAt: new Date(paidAt), sourceEventId: "platform:cancelled" });
  return known;
}
