import type { DetailFact, MappedOrder, Mapping } from "@/lib/channels/core/channel-adapter";
import { plainOrMask } from "@/lib/channels/core/cipher-text";
import { cityName } from "@/lib/channels/core/division-name";
import { shareOut } from "@/lib/channels/core/share-out";
import { channelsAfterSales } from "@/lib/channels/core/wechat-after-sale";
import { channelsOrderStatus, HELD_BACK, PARTLY_SHIPPED } from "@/lib/channels/core/wechat-order-status";
import { channelsAmounts, platformFunded } from "@/lib/channels/core/wechat-price";
import { splitUnits } from "@/lib/channels/core/wechat-units";
import { carrierFromCode } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { fieldIssues } from "@/lib/shared/parse-input";
import { type ChannelsOrder, type ChannelsProduct, orderSchema } from "./payloads";

type Line = IncomingOrderInput["lines"][number];

/** `order` of channels/ec/order/get → the canonical order, its parcels, and the facts it proves. Pure. */
export function toIncoming(input: { detail: unknown; shopCode: string }): Mapping {
  const parsed = orderSchema.safeParse(input.detail);
  if (!parsed.success) {
    const issue = fieldIssues(parsed.error)[0];
    return { ok: false, reason: issue ? `${issue.path}: ${issue.message}` : "The order detail cannot be read." };
  }
  const order = parsed.data;
  const parcels = parcelsOf(order);
  const status = channelsOrderStatus(order.status, parcels.length > 0);
  if (!status) return { ok: false, reason: `status ${order.status} is not a state we know` };
  const placedAt = instant(order.create_time);
  if (!placedAt) return { ok: false, reason: "create_time is missing" };
  return {
    ok: true,
    mapped: { order: canonical({ order, status, placedAt, shopCode: input.shopCode }), parcels, facts: facts(order, placedAt) },
  };
}

function canonical(input: { order: ChannelsOrder; status: IncomingOrderInput["status"]; placedAt: string; shopCode: string }): IncomingOrderInput {
  const { order, status, placedAt, shopCode } = input;
  const detail = order.order_detail;
  const products = detail.product_infos;
  const coupons = products.flatMap((product) => product.order_product_coupon_info_list ?? []);
  const funded = platformFunded(coupons) + (detail.price_info.national_subsidy_discounted_price ?? 0);
  const linesTotal = products.reduce((sum, product) => sum + (product.sale_price ?? 0) * unitsOf(product), 0);
  const { amounts, reconciles } = channelsAmounts({ price: detail.price_info, linesTotal, funded });
  // A paid order without a time (nothing was left to pay) was paid when it was placed.
  const paidAt = instant(detail.pay_info?.pay_time ?? null) ?? (status === "paid" ? placedAt : null);
  return {
    shop: shopCode,
    external_id: order.order_id,
    status,
    placed_at: placedAt,
    paid_at: status === "unpaid" ? null : paidAt,
    promised_ship_at: instant(earliest(products.map((product) => product.delivery_deadline))),
    modified_at: instant(order.update_time) ?? placedAt,
    amounts,
    buyer: { openid: order.openid, unionid: order.unionid },
    receiver: receiver(order),
    lines: lines(order, amounts.paid - amounts.freight),
    buyer_note: detail.ext_info?.customer_notes ?? "",
    seller_note: detail.ext_info?.merchant_notes ?? "",
    flags: flags({ order, reconciles }),
  };
}

/** Unix seconds → RFC 3339; 0, blank and absent are null. */
function instant(seconds: number | null): string | null {
  return seconds && seconds > 0 ? new Date(seconds * 1000).toISOString() : null;
}

function earliest(times: (number | null)[]): number | null {
  const known = times.filter((time): time is number => time !== null && time > 0);
  return known.length > 0 ? Math.min(...known) : null;
}

function receiver(order: ChannelsOrder): IncomingOrderInput["receiver"] {
  const { address_info: place, ewaybill_order_code: token = "" } = order.order_detail.delivery_info ?? {};
  const province = place?.province_name.trim() ?? "";
  return {
    name: plainOrMask(place?.user_name ?? "", ""),
    phone: plainOrMask(place?.tel_number ?? "", ""),
    province,
    city: cityName(province, place?.city_name ?? ""),
    district: place?.county_name.trim() ?? "",
    address: plainOrMask([place?.detail_info, place?.house_number].filter(Boolean).join(" ").trim(), ""),
    token: token === "" ? null : { kind: "ewaybill_order_code", value: token },
  };
}

function unitsOf(product: ChannelsProduct): number {
  return Math.max(1, product.sku_cnt ?? 1);
}

/** What the merchant gets for each line: as told, or its share of the whole by price. */
function paidOf(products: readonly ChannelsProduct[], merchandise: number): number[] {
  if (products.every((product) => product.real_price !== null)) {
    return products.map((product) => (product.real_price ?? 0) + platformFunded(product.order_product_coupon_info_list ?? []));
  }
  return shareOut(
    Math.max(0, merchandise),
    products.map((product) => (product.sale_price ?? 0) * unitsOf(product)),
  );
}

function lines(order: ChannelsOrder, merchandise: number): Line[] {
  const products = order.order_detail.product_infos;
  const paid = paidOf(products, merchandise);
  const afterSales = channelsAfterSales((order.aftersale_detail?.aftersale_order_list ?? []).flatMap((one) => one.status ?? []));
  const seen = new Map<string, number>();
  return products.flatMap((product, index) => {
    // No line has a number of its own: product and SKU name it, and write-back reads them out of it again.
    const name = `${product.product_id}:${product.sku_id}`;
    const nth = (seen.get(name) ?? 0) + 1;
    seen.set(name, nth);
    const parts = splitUnits({
      quantity: unitsOf(product),
      open: product.on_aftersale_sku_cnt ?? 0,
      finished: product.finish_aftersale_sku_cnt ?? 0,
      paid: paid[index] ?? 0,
      openStatus: afterSales.open,
      settledStatus: products.length === 1 ? afterSales.settled : "none",
    });
    return parts.map(
      (part): Line => ({
        external_line_id: `${name}${nth === 1 ? "" : `-${nth}`}${part.suffix}`,
        sku: product.sku_code || product.out_sku_id || product.sku_id,
        title: [product.title, ...(product.sku_attrs ?? []).map((attribute) => attribute.attr_value)].filter(Boolean).join(" ").slice(0, 500),
        quantity: part.quantity,
        unit_price: product.sale_price ?? 0,
        paid: part.paid,
        refund_status: part.refundStatus,
      }),
    );
  });
}

/** Words that merging and the warehouse understand (lib/merging/core/flags). */
function flags({ order, reconciles }: { order: ChannelsOrder; reconciles: boolean }): string[] {
  const found = {
    platform_hold: !reconciles || HELD_BACK.includes(order.status ?? 0),
    government_subsidy: (order.order_detail.price_info.national_subsidy_discounted_price ?? 0) > 0,
    gift: order.is_present || order.order_detail.product_infos.some((product) => product.is_free_gift),
  };
  return Object.entries(found).flatMap(([flag, set]) => (set ? [flag] : []));
}

function parcelsOf(order: ChannelsOrder): MappedOrder["parcels"] {
  return (order.order_detail.delivery_info?.delivery_product_info ?? [])
    .filter((parcel) => parcel.waybill_id !== "")
    .map((parcel) => ({ carrier: carrierFromCode("wechat_channels", parcel.delivery_id), trackingNumber: parcel.waybill_id }));
}

/** Times that the status alone does not tell. One before the order was placed is a mistake of the platform's and left out. */
function facts(order: ChannelsOrder, placedAt: string): DetailFact[] {
  const delivery = order.order_detail.delivery_info;
  const firstParcel = earliest((delivery?.delivery_product_info ?? []).map((parcel) => parcel.delivery_time));
  const known: [DetailFact["type"], number | null][] = [
    ["partial_outbound_scan", order.status === PARTLY_SHIPPED ? (firstParcel ?? order.update_time) : null],
    ["outbound_scan", order.status === 30 || order.status === 100 ? (delivery?.ship_done_time ?? null) : null],
    ["completed", order.status === 100 ? (order.order_detail.ext_info?.confirm_receipt_time ?? null) : null],
  ];
  return known.flatMap(([type, seconds]) =>
    seconds && seconds * 1000 >= Date.parse(placedAt) ? [{ type, occurredAt: new Date(seconds * 1000), sourceEventId: `platform:${type}` }] : [],
  );
}
