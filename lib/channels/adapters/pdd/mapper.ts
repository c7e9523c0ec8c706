import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { plainOrMask } from "@/lib/channels/core/cipher-text";
import { cityName } from "@/lib/channels/core/division-name";
import { pddRefundStatus } from "@/lib/channels/core/pdd-after-sale";
import { isDeposit, isFinalUnpaid, isUnconfirmed, type PddStates, pddOrderStatus } from "@/lib/channels/core/pdd-order-status";
import { shareOut } from "@/lib/channels/core/share-out";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { fieldIssues } from "@/lib/shared/parse-input";
import { orderSchema, type PddItem, type PddOrder } from "./payloads";

type Line = IncomingOrderInput["lines"][number];

const SET = 1;
const UNDER_REVIEW = 1;
const GIFT_PENDING = 0;
/** A seller's memo that begins so forces SF, whatever the order says. */
const SF_MEMO = "顺丰加价;";
const SF = "shunfeng";
/** "15912345678#1234#": a number of the platform, good for one parcel and no proof of a person. */
const VIRTUAL_NUMBER = /^1\d{10}\s*[#转,，-]\s*\d{2,6}#?$/;

/** `order_info` (or an order of a list) → the canonical order, its parcels, and the facts it proves. Pure. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderSchema.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: unreadable(parsed.error) };
  const order = parsed.data;
  const status = pddOrderStatus(states(order));
  if (!status) return { ok: false, reason: `order_status ${order.order_status} is not a state we know` };
  if (!order.created_time) return { ok: false, reason: "created_time is missing" };
  const canonicalOrder = canonical({ order, status, placedAt: order.created_time, shopCode: input.shopCode });
  return { ok: true, mapped: { order: canonicalOrder, parcels: parcels(order), facts: facts(order) } };
}

function unreadable(error: Parameters<typeof fieldIssues>[0]): string {
  const issue = fieldIssues(error)[0];
  return issue ? `${issue.path}: ${issue.message}` : "The order detail cannot be read.";
}

function states(order: PddOrder): PddStates {
  return {
    orderStatus: order.order_status,
    refundStatus: order.refund_status,
    confirmStatus: order.confirm_status,
    groupStatus: order.group_status,
    tradeType: order.trade_type,
    stepTradeStatus: order.step_order_info?.step_trade_status ?? null,
  };
}

function canonical(input: { order: PddOrder; status: IncomingOrderInput["status"]; placedAt: Date; shopCode: string }): IncomingOrderInput {
  const { order, status, placedAt, shopCode } = input;
  const paidAt = order.pay_time ?? order.confirm_time ?? (status === "paid" ? placedAt : null);
  const last = latest([order.created_time, order.pay_time, order.confirm_time, order.shipping_time, order.receive_time]);
  return {
    shop: shopCode,
    external_id: order.order_sn,
    business_type: order.is_pre_sale === SET || isDeposit(states(order)) ? "presale" : "standard",
    status,
    placed_at: placedAt.toISOString(),
    paid_at: status === "unpaid" ? null : (paidAt?.toISOString() ?? null),
    promised_ship_at: order.last_ship_time?.toISOString() ?? null,
    modified_at: (order.updated_at ?? last ?? placedAt).toISOString(),
    payment_method: isCashOnDelivery(order) ? "cod" : "prepaid",
    amounts: amounts(order),
    receiver: receiver(order),
    lines: lines(order),
    carrier: wantsSf(order) ? SF : (parcels(order)[0]?.carrier ?? ""),
    buyer_note: order.buyer_memo,
    seller_note: order.remark,
    flags: flags(order),
  };
}

function latest(times: (Date | null)[]): Date | null {
  const known = times.filter((time): time is Date => time !== null);
  return known.length > 0 ? new Date(Math.max(...known.map((time) => time.getTime()))) : null;
}

function hasTag(order: PddOrder, name: string): boolean {
  return (order.order_tag_list ?? []).some((tag) => tag.name === name && tag.value === SET);
}

/** No payment type of the documentation means cash on delivery; a future one would say so in its name. */
function isCashOnDelivery(order: PddOrder): boolean {
  return /^(cod|货到付款)$/i.test(order.pay_type) || hasTag(order, "cash_on_delivery");
}

function listPrice(item: PddItem): number {
  return (item.goods_price ?? 0) * quantityOf(item);
}

/** What the platform pays of a discount is the seller's income like the buyer's money, and no discount; a changed price is one. */
function amounts(order: PddOrder): IncomingOrderInput["amounts"] {
  const goods = order.item_list.reduce((total, item) => total + listPrice(item), 0);
  const cuts = (order.order_change_amount ?? 0) + (order.discount_amount ?? 0) - (order.platform_discount ?? 0);
  return { goods: goods + Math.max(0, -cuts), freight: freight(order), discount: Math.max(0, cuts), paid: income(order) };
}

function income(order: PddOrder): number {
  return (order.pay_amount ?? 0) + (order.platform_discount ?? 0);
}

/** Postage and paid services (送货上门, 顺丰加价). */
function freight(order: PddOrder): number {
  return (order.service_fee_detail ?? []).reduce((total, { service_fee }) => total + (service_fee ?? 0), order.postage ?? 0);
}

/** All blank unless the order waits to be shipped and is not under review: the ingest keeps what it knew. */
function receiver(order: PddOrder): IncomingOrderInput["receiver"] {
  const province = order.province.trim();
  const phone = VIRTUAL_NUMBER.test(order.receiver_phone.trim()) && order.receiver_phone_mask !== "" ? "" : order.receiver_phone;
  return {
    name: plainOrMask(order.receiver_name, order.receiver_name_mask),
    phone: plainOrMask(phone, order.receiver_phone_mask),
    province,
    city: cityName(province, order.city),
    // Pinduoduo's "town" is the district; it has no field for the town.
    district: order.town.trim(),
    address: plainOrMask(order.receiver_address || order.address, order.receiver_address_mask || order.address_mask),
    token: order.open_address_id ? { kind: "open_address_id", value: order.open_address_id } : null,
  };
}

function quantityOf(item: PddItem): number {
  return Math.max(1, item.goods_count ?? 1);
}

/** Items have no number of their own: the SKU is it, counted where it stands twice. */
function lines(order: PddOrder): Line[] {
  const refundStatus = pddRefundStatus({ refundStatus: order.refund_status, afterSalesStatus: order.after_sales_status });
  const forGoods = Math.max(0, income(order) - freight(order));
  const paid = shareOut(forGoods, order.item_list.map(listPrice));
  const seen = new Map<string, number>();
  return order.item_list.map((item, index) => {
    const name = item.sku_id || item.goods_id || String(index + 1);
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    return {
      external_line_id: nth === 1 ? name : `${name}-${nth}`,
      sku: item.outer_id || item.sku_id,
      title: [item.goods_name, item.goods_spec].filter((part) => part !== "").join(" "),
      quantity: quantityOf(item),
      unit_price: item.goods_price ?? 0,
      paid: paid[index] ?? 0,
      refund_status: refundStatus,
    };
  });
}

function wantsSf(order: PddOrder): boolean {
  return order.free_sf === SET || order.remark.startsWith(SF_MEMO);
}

/** Words that merging and the warehouse understand (lib/merging/core/flags). */
function flags(order: PddOrder): string[] {
  const tags = (order.order_tag_list ?? []).filter((tag) => tag.value === SET).map((tag) => tag.name);
  const giftPending = order.gift_order_status === GIFT_PENDING;
  const found = {
    risk_review: order.risk_control_status === UNDER_REVIEW,
    platform_hold: giftPending || tags.includes("ship_hold") || isUnconfirmed(states(order)),
    final_payment_unpaid: isFinalUnpaid(states(order)),
    home_delivery: tags.includes("home_delivery_door"),
    consolidation: tags.includes("conso_order"),
    government_subsidy: tags.some((name) => name.includes("government_subsidy") || name.includes("national_subsidy")),
    chosen_carrier: wantsSf(order),
  };
  return Object.entries(found).flatMap(([flag, set]) => (set ? [flag] : []));
}

function parcels(order: PddOrder): MappedOrder["parcels"] {
  const first = { logistics_id: order.logistics_id, tracking_number: order.tracking_number };
  const rest = [order.extra_delivery_list, order.gift_delivery_list, order.resend_delivery_list].flatMap((list) => list ?? []);
  const numbers = new Set<string>();
  return [first, ...rest].flatMap(({ logistics_id, tracking_number }) => {
    const trackingNumber = tracking_number.trim();
    if (trackingNumber === "" || numbers.has(trackingNumber)) return [];
    numbers.add(trackingNumber);
    return [{ carrier: carrierFromCode("pdd", logistics_id), trackingNumber }];
  });
}

/** Times that the status alone does not tell; of two dates for one id the earlier is kept. */
function facts(order: PddOrder): DetailFact[] {
  const known = [
    { type: "outbound_scan" as const, at: order.shipping_time },
    { type: "delivered" as const, at: order.receive_time },
  ];
  return known.flatMap(({ type, at }) => (at ? [{ type, occurredAt: at, sourceEventId: `platform:${type}` }] : []));
}
