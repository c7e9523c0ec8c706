import type { CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { callWechat } from "@/lib/channels/wechat/call-wechat";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { toShanghai } from "@/lib/shared/clock";
import { fetchOrderDetail } from "./client";
import { orderSchema, type WxaOrder } from "./payloads";

type Asked = { shop: ShopAccess; shipment: Shipment; now: Date };

const MERCHANT_NUMBER = 1;
const EXPRESS = 1;
const UNIFIED = 1;
const SPLIT = 2;
/** WeChat's own limit on a description, in characters. */
const ITEM_LIMIT = 120;
/** The one carrier for which WeChat wants a contact beside the number. */
const WANTS_CONTACT = "shunfeng";

/** Order shipping management: the whole list of parcels each time, 15 of them at most, and told anew only once. */
export const wechatPayWriteBack: WriteBackSide = { mostParcels: 15, mostReshipments: 1, sendShipment, sendNote: null };

async function sendShipment(asked: Asked): Promise<CallResult> {
  const { shop, shipment } = asked;
  const contact = shop.credentials.consignor_contact ?? "";
  if (shipment.carrier === WANTS_CONTACT && contact === "") {
    return { ok: false, kind: "shop_setup", reason: "WeChat wants the sender's masked phone with an SF parcel, and the shop has none." };
  }
  const listed = [...shipment.earlier.filter((parcel) => !isSame(parcel, shipment.replaces)), shipment];
  const unknown = listed.find((parcel) => carrierCodeFor("wechat_mini", parcel.carrier) === null);
  if (unknown) return { ok: false, kind: "refused", reason: `WeChat has no carrier that we know as "${unknown.carrier}".` };
  const found = await readOrder(asked);
  if (!found.ok) return found;
  // WeChat would take the repeat of a lost answer for the one correction that it allows.
  if (isTold(found.order, shipment)) return { ok: true };
  const body = uploadBody({ asked, order: found.order, listed, contact });
  const result = await callWechat({ shop, path: "/wxa/sec/order/upload_shipping_info", body });
  if (result.ok || result.kind !== "refused") return result.ok ? { ok: true } : result;
  // A refusal is checked against the order: what an earlier, unanswered call told already counts as told.
  const again = await readOrder(asked);
  return again.ok && isTold(again.order, shipment) ? { ok: true } : result;
}

function isSame(parcel: Shipment["earlier"][number], other: Shipment["replaces"]): boolean {
  return other !== null && parcel.trackingNumber === other.trackingNumber;
}

function isTold(order: WxaOrder, shipment: Shipment): boolean {
  return (order.shipping?.shipping_list ?? []).some((parcel) => parcel.tracking_no === shipment.trackingNumber);
}

async function readOrder({ shop, shipment, now }: Asked): Promise<{ ok: true; order: WxaOrder } | Extract<CallResult, { ok: false }>> {
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  if (!found.ok) return found;
  const order = orderSchema.safeParse(found.detail);
  return order.success
    ? { ok: true, order: order.data }
    : { ok: false, kind: "refused", reason: "WeChat's order does not have the documented shape." };
}

/** The payer and the words for the goods are the order's own; without a line of our own named, it all leaves. */
function uploadBody(input: { asked: Asked; order: WxaOrder; listed: Shipment["earlier"]; contact: string }): Record<string, unknown> {
  const { asked, order, listed, contact } = input;
  const { shop, shipment, now } = asked;
  const split = listed.length > 1 || shipment.lines !== null;
  return {
    order_key: { order_number_type: MERCHANT_NUMBER, mchid: shop.credentials.mchid ?? "", out_trade_no: shipment.externalId },
    logistics_type: EXPRESS,
    delivery_mode: split ? SPLIT : UNIFIED,
    ...(split ? { is_all_delivered: shipment.complete } : {}),
    shipping_list: listed.map((parcel) => ({
      tracking_no: parcel.trackingNumber,
      express_company: carrierCodeFor("wechat_mini", parcel.carrier),
      item_desc: (order.description || "商品").slice(0, ITEM_LIMIT),
      ...(parcel.carrier === WANTS_CONTACT ? { contact: { consignor_contact: contact } } : {}),
    })),
    upload_time: `${toShanghai(now).replace(" ", "T")}.${String(now.getUTCMilliseconds()).padStart(3, "0")}+08:00`,
    payer: { openid: order.openid },
  };
}
