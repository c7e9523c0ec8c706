import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { looksEncrypted } from "@/lib/channels/core/cipher-text";
import { cityName } from "@/lib/channels/core/division-name";
import { shanghaiInstant } from "@/lib/channels/core/shanghai-instant";
import { taobaoPromisedShipAt } from "@/lib/channels/core/taobao-promise";
import {
  CLOSED_UNPAID,
  FORBIDDEN_TO_SHIP,
  hasSubOrderLeft,
  isFinalPaymentUnpaid,
  taobaoOrderStatus,
  taobaoRefundStatus,
} from "@/lib/channels/core/taobao-status";
import { carrierFromName } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { yuanText } from "@/lib/shared/money";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type SubOrder, type Trade, tradeSchema } from "./payloads";

type Status = IncomingOrderInput["status"];

/** The `trade` of fullinfo → the canonical order, its parcels, and the facts it proves. Pure. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = tradeSchema.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: unreadable(parsed.error) };
  const trade = parsed.data;
  const status = taobaoOrderStatus({ status: trade.status, stepTradeStatus: trade.step_trade_status, hasLeft: hasLeft(trade) });
  if (!status) return { ok: false, reason: `status "${trade.status}" is not a state we know` };
  const placedAt = shanghaiInstant(trade.created);
  if (!placedAt) return { ok: false, reason: `created is no time (got "${trade.created}")` };
  if (trade.payment === null) return { ok: false, reason: "payment is missing" };
  const odd = status === "paid" ? amountsThatDiffer(trade, trade.payment) : null;
  if (odd) return { ok: false, reason: odd };
  const order = canonical({ trade, status, placedAt, payment: trade.payment, shopCode: input.shopCode });
  return { ok: true, mapped: { order, parcels: parcels(trade), facts: facts(trade, status, order.modified_at) } };
}

function unreadable(error: Parameters<typeof fieldIssues>[0]): string {
  const issue = fieldIssues(error)[0];
  return issue ? `${issue.path}: ${issue.message}` : "The trade cannot be read.";
}

/**
 * Paid shares of the sub-orders against the payment. Asked only of a trade that waits to be shipped and has no refund
 * and no deposit in it: there nothing but a wrong figure explains a difference, and shipping it would be the mistake.
 */
function amountsThatDiffer(trade: Trade, payment: number): string | null {
  const lines = trade.orders.order;
  const plain = trade.step_trade_status === "" && lines.every((line) => taobaoRefundStatus(line.refund_status) === "none");
  const shares = lines.map((line) => line.divide_order_fee);
  if (!plain || trade.status !== "WAIT_SELLER_SEND_GOODS" || shares.some((share) => share === null)) return null;
  const goods = sum(shares);
  const freight = trade.post_fee ?? 0;
  // What the buyer may pay on top (insurance, tax, fee of cash on delivery) is in the payment of some trades only.
  const extras = sum([trade.yfx_fee, trade.order_tax_fee, trade.buyer_cod_fee]);
  if (payment === goods + freight || payment === goods + freight + extras) return null;
  return `the amounts do not reconcile: divide_order_fee ${yuanText(goods)} + post_fee ${yuanText(freight)} is not payment ${yuanText(payment)}`;
}

function hasLeft(trade: Trade): boolean {
  return shanghaiInstant(trade.consign_time) !== null || trade.orders.order.some((line) => hasSubOrderLeft(line.status));
}

function canonical(input: { trade: Trade; status: Status; placedAt: string; payment: number; shopCode: string }): IncomingOrderInput {
  const { trade, status, placedAt, payment, shopCode } = input;
  const isCod = trade.type === "cod";
  const paidAt = shanghaiInstant(trade.pay_time) ?? (status === "paid" && !isCod ? placedAt : null);
  const lines = sold(trade);
  return {
    shop: shopCode,
    external_id: trade.tid_str || trade.tid,
    business_type: trade.step_trade_status !== "" || trade.type === "step" ? "presale" : "standard",
    status,
    placed_at: placedAt,
    paid_at: status === "unpaid" ? null : paidAt,
    promised_ship_at: taobaoPromisedShipAt({
      texts: [trade.est_con_time, ...lines.flatMap((line) => [line.est_con_time, line.estimate_con_time])],
      consignInterval: trade.consign_interval,
      paidAt: status === "unpaid" ? null : paidAt,
    }),
    modified_at: modifiedAt(trade) ?? placedAt,
    payment_method: isCod ? "cod" : "prepaid",
    amounts: amounts(trade, payment),
    buyer: { nick: trade.buyer_nick, platform_buyer_id: trade.buyer_open_uid },
    receiver: receiver(trade),
    lines: lines.map(line),
    carrier: parcels(trade)[0]?.carrier ?? "",
    buyer_note: trade.buyer_message.trim(),
    seller_note: trade.seller_memo.trim(),
    flags: flags(trade),
  };
}

function modifiedAt(trade: Trade): string | null {
  const times = [trade.created, trade.pay_time, trade.consign_time, trade.end_time].map(shanghaiInstant).filter((time) => time !== null);
  return shanghaiInstant(trade.modified) ?? times.sort().at(-1) ?? null;
}

/** A sub-order closed before it was paid is no part of the sale; a trade that has no other keeps them all. */
function sold(trade: Trade): SubOrder[] {
  const open = trade.orders.order.filter((line) => line.status !== CLOSED_UNPAID);
  return open.length > 0 ? open : trade.orders.order;
}

/** Goods at list price; discounts of trade and lines less the seller's own changes (adjust_fee, negative when he gave way). */
function amounts(trade: Trade, payment: number): IncomingOrderInput["amounts"] {
  const lines = sold(trade);
  const goods = sum(lines.map((line) => (line.price ?? 0) * line.num));
  const given = sum([trade.discount_fee, ...lines.map((line) => line.discount_fee)]);
  const cut = given - sum([trade.adjust_fee, ...lines.map((line) => line.adjust_fee)]);
  return { goods: goods + Math.max(0, -cut), freight: trade.post_fee ?? 0, discount: Math.max(0, cut), paid: payment };
}

function sum(values: readonly (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

/** Taobao masks; what is ciphertext instead says nothing, and a blank never overwrites what is known. */
function receiver(trade: Trade): IncomingOrderInput["receiver"] {
  const words = (text: string) => (looksEncrypted(text) ? "" : text.trim());
  const province = trade.receiver_state.trim();
  return {
    name: words(trade.receiver_name),
    phone: words(trade.receiver_mobile) || words(trade.receiver_phone),
    province,
    // Blank for a county-level city, which then stands as the district.
    city: cityName(province, trade.receiver_city),
    district: trade.receiver_district.trim(),
    town: trade.receiver_town.trim(),
    address: words(trade.receiver_address),
    token: trade.oaid ? { kind: "oaid", value: trade.oaid } : null,
  };
}

function line(order: SubOrder): IncomingOrderInput["lines"][number] {
  const properties = order.sku_properties_name.split(";").map((property) => property.split(":").at(-1) ?? "");
  return {
    external_line_id: order.oid_str || order.oid,
    sku: order.outer_sku_id || order.outer_iid || order.sku_id || order.num_iid,
    title: [order.title, ...properties].filter((part) => part !== "").join(" "),
    quantity: order.num,
    unit_price: order.price ?? Math.floor((order.total_fee ?? 0) / order.num),
    paid: Math.max(0, order.divide_order_fee ?? order.payment ?? order.total_fee ?? 0),
    refund_status: taobaoRefundStatus(order.refund_status),
  };
}

/** Words that merging and the warehouse understand (lib/merging/core/flags), and the seller's flag as Taobao numbers it. */
function flags(trade: Trade): string[] {
  const lines = trade.orders.order;
  const found = {
    final_payment_unpaid: isFinalPaymentUnpaid(trade.step_trade_status),
    platform_hold: trade.status === FORBIDDEN_TO_SHIP || isErpHeld(trade),
    platform_shipped: trade.is_force_wlb,
    government_subsidy: lines.some((one) => one.gov_main_subject !== ""),
    serial_number: lines.some((one) => one.gov_sn_check),
    [`seller_flag_${trade.seller_flag}`]: /^([1-9]|10)$/.test(trade.seller_flag),
  };
  return Object.entries(found).flatMap(([flag, set]) => (set ? [flag] : []));
}

const HELD = "1";

/** `erpHold` 1 means that Taobao keeps the trade for itself; it stands beside the fields, in trade_attr, or on a sub-order. */
function isErpHeld(trade: Trade): boolean {
  const features = trade.orders.order.flatMap((one) => one.features?.feature_do ?? []);
  return (
    trade.erpHold === HELD ||
    attributeOf(trade.trade_attr, "erpHold") === HELD ||
    features.some((feature) => feature.attr_key === "erpHold" && feature.attr_value === HELD)
  );
}

function attributeOf(json: string, name: string): string {
  if (json === "") return "";
  try {
    const parsed = parseLosslessJson(json);
    return typeof parsed === "object" && parsed !== null && name in parsed ? String((parsed as Record<string, unknown>)[name]) : "";
  } catch {
    return "";
  }
}

/** Each parcel once, however many sub-orders it carries. */
function parcels(trade: Trade): MappedOrder["parcels"] {
  const found = trade.orders.order
    .filter((one) => one.invoice_no.trim() !== "")
    .map((one) => ({ carrier: carrierFromName(one.logistics_company), trackingNumber: one.invoice_no.trim() }));
  return [...new Map(found.map((parcel) => [parcel.trackingNumber, parcel])).values()];
}

/** Times that the status alone does not tell; of two dates for one id the earlier is kept, in whatever order they come. */
function facts(trade: Trade, status: Status, modified: string): DetailFact[] {
  const left = trade.orders.order.filter((one) => hasSubOrderLeft(one.status));
  const leftAt = [trade.consign_time, ...left.map((one) => one.consign_time)].map(shanghaiInstant).filter((time) => time !== null);
  leftAt.sort();
  const partly = status === "paid" && (trade.status === "SELLER_CONSIGNED_PART" || left.length > 0);
  const gone = status === "shipped" || status === "delivered" || status === "completed";
  const known: [OrderEventType, string | null][] = [
    ["partial_outbound_scan", partly ? (leftAt[0] ?? modified) : null],
    ["outbound_scan", gone ? (leftAt.at(-1) ?? null) : null],
    ["completed", status === "completed" ? shanghaiInstant(trade.end_time) : null],
  ];
  return known.flatMap(([type, at]) => (at ? [{ type, occurredAt: new Date(at), sourceEventId: `platform:${type}` }] : []));
}
