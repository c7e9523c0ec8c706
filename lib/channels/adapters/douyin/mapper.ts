import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { plainOrMask } from "@/lib/channels/core/cipher-text";
import { cityName } from "@/lib/channels/core/division-name";
import { douyinRefundStatus } from "@/lib/channels/core/douyin-after-sale";
import { douyinOrderStatus, FINISHED, PAID_PENDING, PARTLY_PAID, PARTLY_SHIPPED } from "@/lib/channels/core/douyin-order-status";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { OrderEventType } from "@/lib/orders/core/order-event";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type DouyinOrder, orderDetailSchema, type SkuOrder } from "./payloads";

type Line = IncomingOrderInput["lines"][number];

/** `shop_order_detail` → the canonical order, its parcels, and the facts it proves. Pure. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderDetailSchema.safeParse(input.detail);
  if (!parsed.success) return { ok: false, reason: unreadable(parsed.error) };
  const order = parsed.data;
  const status = douyinOrderStatus(order.order_status, order.main_status);
  if (!status)
    return {
      ok: false,
      reason: `order_status ${order.order_status} with main_status ${order.main_status} is not a state we know`,
    };
  const placedAt = instant(order.create_time);
  if (!placedAt) return { ok: false, reason: "create_time is missing" };
  return {
    ok: true,
    mapped: {
      order: canonical({ order, status, placedAt, shopCode: input.shopCode }),
      parcels: parcels(order),
      facts: facts(order),
    },
  };
}

function unreadable(error: Parameters<typeof fieldIssues>[0]): string {
  const issue = fieldIssues(error)[0];
  return issue ? `${issue.path}: ${issue.message}` : "The order detail cannot be read.";
}

function canonical(input: { order: DouyinOrder; status: IncomingOrderInput["status"]; placedAt: string; shopCode: string }): IncomingOrderInput {
  const { order, status, placedAt, shopCode } = input;
  // A paid order without a time (nothing was left to pay) was paid when it was placed.
  const paidAt = instant(order.pay_time) ?? (status === "paid" ? placedAt : null);
  return {
    shop: shopCode,
    // Older exports append "A" to the number; the order is the same.
    external_id: order.order_id.replace(/A$/, ""),
    business_type: businessType(order),
    status,
    placed_at: placedAt,
    paid_at: status === "unpaid" ? null : paidAt,
    promised_ship_at: instant(order.exp_ship_time),
    ship_after: instant(order.appointment_ship_time),
    modified_at: instant(order.update_time) ?? latest([order.create_time, order.pay_time, order.ship_time, order.finish_time]) ?? placedAt,
    payment_method: order.pay_type === 0 ? "cod" : "prepaid",
    amounts: amounts(order),
    buyer: { openid: order.open_id, platform_buyer_id: order.doudian_open_id },
    receiver: receiver(order),
    lines: lines(order),
    carrier: order.logistics_info?.[0]?.company ?? "",
    buyer_note: order.buyer_words,
    seller_note: order.seller_words,
    flags: flags(order),
  };
}

/** Unix seconds → RFC 3339; 0, blank and absent are null. */
function instant(seconds: number | null): string | null {
  return seconds ? new Date(seconds * 1000).toISOString() : null;
}

function latest(times: (number | null)[]): string | null {
  return instant(Math.max(...times.map((time) => time ?? 0)));
}

function isPresale(order: DouyinOrder): boolean {
  return (order.order_phase_list?.length ?? 0) > 0 || order.sku_order_list.some((sku) => (sku.pre_sale_type ?? 0) > 0);
}

function businessType(order: DouyinOrder): IncomingOrderInput["business_type"] {
  if (isPresale(order)) return "presale";
  if (order.appointment_ship_time) return "scheduled";
  if (order.sku_order_list.some((sku) => (sku.bundle_sku_info?.length ?? 0) > 0)) return "bundle";
  return "standard";
}

/** A seller's price change arrives as a negative modify_amount and counts as discount. */
function amounts(order: DouyinOrder): IncomingOrderInput["amounts"] {
  const goods = order.order_amount ?? sum(order.sku_order_list.map((sku) => sku.order_amount));
  const cuts = (order.promotion_amount ?? 0) - (order.modify_amount ?? 0) - (order.modify_post_amount ?? 0);
  return { goods, freight: order.post_amount ?? 0, discount: Math.max(0, cuts), paid: order.pay_amount ?? 0 };
}

function sum(values: (number | null)[]): number {
  return values.reduce<number>((total, value) => total + (value ?? 0), 0);
}

function receiver(order: DouyinOrder): IncomingOrderInput["receiver"] {
  const place = order.post_addr;
  const province = place?.province?.name.trim() ?? "";
  return {
    name: plainOrMask(order.encrypt_post_receiver, order.mask_post_receiver),
    phone: plainOrMask(order.encrypt_post_tel, order.mask_post_tel),
    province,
    city: cityName(province, place?.city?.name ?? ""),
    // Douyin's "town" is the district, its "street" the town.
    district: place?.town?.name.trim() ?? "",
    town: place?.street?.name.trim() ?? "",
    address: plainOrMask(place?.encrypt_detail ?? "", order.mask_post_addr?.detail ?? ""),
    token: order.open_address_id ? { kind: "open_address_id", value: order.open_address_id } : null,
  };
}

function lines(order: DouyinOrder): Line[] {
  const seen = new Map<string, number>();
  return order.sku_order_list.map((sku) => {
    const nth = (seen.get(sku.order_id) ?? 0) + 1;
    seen.set(sku.order_id, nth);
    return line(sku, nth === 1 ? sku.order_id : `${sku.order_id}-${nth}`);
  });
}

function line(sku: SkuOrder, externalLineId: string): Line {
  const quantity = Math.max(1, sku.item_num ?? 1);
  const specs = (sku.spec ?? []).map((spec) => spec.value).filter((value) => value !== "");
  return {
    external_line_id: externalLineId,
    sku: sku.code || sku.out_sku_id || sku.sku_id,
    title: [sku.product_name, ...specs].join(" ").trim(),
    quantity,
    unit_price: sku.origin_amount ?? Math.floor((sku.order_amount ?? 0) / quantity),
    paid: sku.pay_amount ?? 0,
    refund_status: sku.after_sale_info ? douyinRefundStatus(sku.after_sale_info) : "none",
  };
}

/** Words that merging and the warehouse understand (lib/merging/core/flags). */
function flags(order: DouyinOrder): string[] {
  const services = (order.logistics_info ?? []).flatMap((parcel) => parcel.added_services ?? []).map((service) => service.key);
  const tags = (order.shop_order_tag_ui ?? []).map((tag) => tag.key);
  const found = {
    final_payment_unpaid: order.main_status === PARTLY_PAID,
    home_delivery: services.includes("VC-WBHOMEDELIVERY"),
    serial_number: order.sku_order_list.some((sku) => sku.need_serial_number === "true"),
    gift: order.sku_order_list.some((sku) => sku.given_product_type !== ""),
    government_subsidy: tags.some((key) => key.includes("subsidy")),
    risk_review: tags.some((key) => key.includes("risk")),
    platform_hold: order.order_status === PAID_PENDING,
  };
  return Object.entries(found).flatMap(([flag, set]) => (set ? [flag] : []));
}

function parcels(order: DouyinOrder): MappedOrder["parcels"] {
  return (order.logistics_info ?? [])
    .filter((parcel) => parcel.tracking_no !== "")
    .map((parcel) => ({ carrier: parcel.company, trackingNumber: parcel.tracking_no }));
}

/**
 * Times that the status alone does not tell: the ingest dates a fact by the snapshot that shows it, and of two
 * dates for one id the earlier is kept, so that pushes converge in whatever order they come.
 */
function facts(order: DouyinOrder): DetailFact[] {
  const partly = order.order_status === PARTLY_SHIPPED;
  const known: [OrderEventType, number | null][] = [
    [partly ? "partial_outbound_scan" : "outbound_scan", order.ship_time || (partly ? order.update_time : null)],
    ["completed", order.order_status === FINISHED ? order.finish_time : null],
  ];
  return known.flatMap(([type, seconds]) => (seconds ? [{ type, occurredAt: new Date(seconds * 1000), sourceEventId: `platform:${type}` }] : []));
}
