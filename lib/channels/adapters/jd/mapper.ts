import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { looksEncrypted } from "@/lib/channels/core/cipher-text";
import { DELIVERY_RETURN, isHeldByJd, isSplitParent, jdOrderStatus } from "@/lib/channels/core/jd-order-state";
import { jdPlace } from "@/lib/channels/core/jd-place";
import { shanghaiInstant } from "@/lib/channels/core/shanghai-instant";
import { shareOut } from "@/lib/channels/core/share-out";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type JdItem, type JdOrder, orderSchema } from "./payloads";

type Status = IncomingOrderInput["status"];

/** Marks of sendpayMap and popSignMap that decide how an order travels. */
const CONSOLIDATION = "1086";
const APPOINTED_SHIPPING = "1075";
const GOVERNMENT_SUBSIDY = ["687", "1064", "1117"];
/** FBP, LBP and SOPL: JD's own warehouses ship. 22 is SOP, the seller's own. */
const SHIPPED_BY_JD = ["21", "23", "24", "25"];
const COD = /^1(\D|$)/;
const NO_PARENT = ["", "0"];

/** `orderInfo` → the canonical order, its parcels, and the facts it proves. Pure. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderSchema.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: unreadable(parsed.error) };
  const order = parsed.data;
  const { orderState: state, orderStateRemark: stateRemark, venderRemark: sellerRemark } = order;
  const status = jdOrderStatus({ state, stateRemark, sellerRemark, hasLeft: hasLeft(order) });
  if (!status) return { ok: false, reason: `orderState "${state}" (${stateRemark || "no remark"}) is not a state we know` };
  const placedAt = shanghaiInstant(order.orderStartTime);
  if (!placedAt) return { ok: false, reason: `orderStartTime is no time (got "${order.orderStartTime}")` };
  const canonicalOrder = canonical({ order, status, placedAt, shopCode: input.shopCode });
  const parent = [order.directParentOrderId, order.parentOrderId].find((id) => !NO_PARENT.includes(id) && id !== order.orderId);
  return {
    ok: true,
    mapped: { order: canonicalOrder, parcels: parcels(order), facts: facts(order, status), ...(parent ? { splitFrom: parent } : {}) },
  };
}

function unreadable(error: Parameters<typeof fieldIssues>[0]): string {
  const issue = fieldIssues(error)[0];
  return issue ? `${issue.path}: ${issue.message}` : "The order cannot be read.";
}

/** A waybill alone is no proof: labels are printed before a parcel leaves. */
function hasLeft(order: JdOrder): boolean {
  return shanghaiInstant(order.outBoundDate) !== null;
}

function canonical(input: { order: JdOrder; status: Status; placedAt: string; shopCode: string }): IncomingOrderInput {
  const { order, status, placedAt, shopCode } = input;
  const isCod = COD.test(order.payType.trim());
  const paidAt = shanghaiInstant(order.paymentConfirmTime) ?? (status === "paid" && !isCod ? placedAt : null);
  const { marks, readable } = marksOf(order);
  return {
    shop: shopCode,
    external_id: order.orderId,
    business_type: marks.has(APPOINTED_SHIPPING) ? "scheduled" : "standard",
    status,
    placed_at: placedAt,
    paid_at: status === "unpaid" ? null : paidAt,
    modified_at: shanghaiInstant(order.modified) ?? versionInstant(order.dataVersion) ?? paidAt ?? placedAt,
    payment_method: isCod ? "cod" : "prepaid",
    amounts: amounts(order),
    buyer: { platform_buyer_id: order.open_id_buyer || order.xid_buyer || order.pin },
    receiver: receiver(order),
    lines: lines(order),
    carrier: parcels(order)[0]?.carrier ?? "",
    buyer_note: order.orderRemark.trim(),
    seller_note: order.venderRemark.trim(),
    flags: flags({ order, marks, readable }),
  };
}

function versionInstant(dataVersion: string): string | null {
  return /^\d{12,14}$/.test(dataVersion) ? new Date(Number(dataVersion)).toISOString() : null;
}

function goodsOf(order: JdOrder): number {
  return order.orderTotalPrice ?? order.itemInfoList.reduce((total, item) => total + weightOf(item), 0);
}

function sellerPriceOf(order: JdOrder): number {
  return Math.max(0, order.orderSellerPrice ?? goodsOf(order) - (order.sellerDiscount ?? 0));
}

/** What JD gives (its coupons, 国补, the buyer's balance) is the seller's income: only his own discount makes the sale smaller. */
function amounts(order: JdOrder): IncomingOrderInput["amounts"] {
  const freight = order.freightPrice ?? 0;
  return { goods: goodsOf(order), freight, discount: order.sellerDiscount ?? 0, paid: sellerPriceOf(order) + freight };
}

function weightOf(item: JdItem): number {
  return (item.jdPrice ?? 0) * item.itemTotal;
}

/** JD names no paid share of a line: the order's is divided by price, to the fen. */
function lines(order: JdOrder): IncomingOrderInput["lines"] {
  const shares = shareOut(sellerPriceOf(order), order.itemInfoList.map(weightOf));
  const ids = lineIds(order.itemInfoList);
  return order.itemInfoList.map((item, index) => ({
    external_line_id: ids[index] ?? item.skuId,
    sku: item.outerSkuId || item.productNo || item.skuId,
    title: item.skuName.trim(),
    quantity: item.itemTotal,
    unit_price: item.jdPrice ?? 0,
    paid: shares[index] ?? 0,
    refund_status: order.orderState === DELIVERY_RETURN ? "refunding" : "none",
  }));
}

/** The SKU names a line; equal ones (one bought, one a gift) are numbered by their skuUuid, so that every answer agrees. */
function lineIds(items: readonly JdItem[]): string[] {
  return items.map((item) => {
    const twins = items.filter((other) => other.skuId === item.skuId);
    const before = twins.filter(
      (other) => uuidOf(other) < uuidOf(item) || (uuidOf(other) === uuidOf(item) && items.indexOf(other) < items.indexOf(item)),
    );
    return before.length === 0 ? item.skuId : `${item.skuId}-${before.length + 1}`;
  });
}

function uuidOf(item: JdItem): string {
  const ext = jsonObject(item.itemExt);
  return typeof ext?.skuUuid === "string" ? ext.skuUuid : "";
}

/** Null where a field that should hold JSON does not; empty where it holds nothing. */
function jsonObject(text: string): Record<string, unknown> | null {
  if (text.trim() === "") return {};
  try {
    const parsed = parseLosslessJson(text);
    return typeof parsed === "object" && parsed !== null && !Array.isArray(parsed) ? (parsed as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}

function marksOf(order: JdOrder): { marks: Set<string>; readable: boolean } {
  const maps = [jsonObject(order.sendpayMap), jsonObject(order.popSignMap)];
  const set = maps.flatMap((map) => Object.entries(map ?? {}).filter(([, value]) => !["", "0"].includes(String(value))));
  return { marks: new Set(set.map(([mark]) => mark)), readable: maps.every((map) => map !== null) };
}

/** Names and addresses come as ciphertext (blank then, and a blank overwrites nothing), phones as masks. */
function receiver(order: JdOrder): IncomingOrderInput["receiver"] {
  const consignee = order.consigneeInfo;
  const words = (text: string | undefined) => (!text || looksEncrypted(text) ? "" : text.trim());
  const { province = "", city = "", county = "", town = "" } = consignee ?? {};
  const oaid = order.oaid || consignee?.oaid;
  return {
    name: words(consignee?.fullname),
    phone: words(consignee?.mobile) || words(consignee?.telephone),
    ...jdPlace({ province, city, county, town }),
    address: words(consignee?.fullAddress),
    token: oaid ? { kind: "oaid", value: oaid } : null,
  };
}

/** Words that merging and the warehouse understand (lib/merging/core/flags). Marks that cannot be read hold the order. */
function flags(input: { order: JdOrder; marks: Set<string>; readable: boolean }): string[] {
  const { order, marks, readable } = input;
  const found = {
    platform_hold: isHeldByJd(order.orderState) || /^[(（](锁定|暂停)[)）]/.test(order.orderStateRemark.trim()) || !readable,
    platform_shipped: SHIPPED_BY_JD.includes(order.orderType) || order.storeOrder.includes("京仓"),
    consolidation: marks.has(CONSOLIDATION),
    government_subsidy: GOVERNMENT_SUBSIDY.some((mark) => marks.has(mark)),
    split: isSplitParent({ sellerRemark: order.venderRemark }),
  };
  return Object.entries(found).flatMap(([flag, set]) => (set ? [flag] : []));
}

/** Carriers apart by "|", numbers of one carrier by ",". */
function parcels(order: JdOrder): MappedOrder["parcels"] {
  const carriers = order.logisticsId.split("|");
  return order.waybill.split("|").flatMap((numbers, index) =>
    numbers
      .split(",")
      .map((number) => number.trim())
      .filter((number) => number !== "")
      .map((trackingNumber) => ({ carrier: carrierFromCode("jd", carriers[index] ?? carriers[0] ?? ""), trackingNumber })),
  );
}

/** Times that the status alone does not tell; of two dates for one id the earlier is kept, in whatever order they come. */
function facts(order: JdOrder, status: Status): DetailFact[] {
  const gone = status === "shipped" || status === "delivered" || status === "completed";
  const known: [OrderEventType, string | null][] = [
    ["outbound_scan", gone ? shanghaiInstant(order.outBoundDate) : null],
    ["completed", status === "completed" ? shanghaiInstant(order.orderEndTime) : null],
  ];
  return known.flatMap(([type, at]) => (at ? [{ type, occurredAt: new Date(at), sourceEventId: `platform:${type}` }] : []));
}
