import type { CallResult, Shipment, ShopAccess, WriteBackSide } from "@/lib/channels/core/channel-adapter";
import { callWechat } from "@/lib/channels/wechat/call-wechat";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { fetchOrderDetail } from "./client";
import { type ChannelsOrder, orderSchema } from "./payloads";

type Asked = { shop: ShopAccess; shipment: Shipment; now: Date };
type ProductUnits = { product_id: string; sku_id: string; product_cnt: number };

const BY_OURSELVES = 1;

/** WeChat lets a shipment be corrected once, and not for an order that left in several parcels. */
export const channelsWriteBack: WriteBackSide = {
  mostParcels: 20,
  mostReshipments: 1,
  sendShipment,
  sendNote: async ({ shop, externalId, note }) => {
    const result = await callWechat({ shop, path: "/channels/ec/order/merchantnotes/update", body: { order_id: externalId, merchant_notes: note } });
    return result.ok ? { ok: true } : result;
  },
};

/** A refusal is checked against the order: what an earlier, unanswered call told already counts as told. */
async function sendShipment(asked: Asked): Promise<CallResult> {
  const { shop, shipment } = asked;
  const deliveryId = carrierCodeFor("wechat_channels", shipment.carrier);
  if (deliveryId === null) return { ok: false, kind: "refused", reason: `WeChat has no carrier that we know as "${shipment.carrier}".` };
  const products = shipment.lines === null ? await productsOfOrder(asked) : { ok: true as const, products: shipment.lines.map(productOfLine) };
  if (!products.ok) return products;
  const delivery = { delivery_id: deliveryId, waybill_id: shipment.trackingNumber, deliver_type: BY_OURSELVES, product_infos: products.products };
  const path = shipment.replaces === null ? "/channels/ec/order/delivery/send" : "/channels/ec/order/deliveryinfo/update";
  const result = await callWechat({ shop, path, body: { order_id: shipment.externalId, delivery_list: [delivery] } });
  if (result.ok || result.kind !== "refused") return result.ok ? { ok: true } : result;
  const order = await readOrder(asked);
  return order.ok && isTold(order.order, shipment) ? { ok: true } : result;
}

/** "1001:2002", "1001:2002-2" and "1001:2002#open" all name SKU 2002 of product 1001. */
function productOfLine(line: { externalLineId: string; quantity: number }): ProductUnits {
  const [product_id = "", sku_id = ""] = line.externalLineId.replace(/(-\d+)?(#\w+)?$/, "").split(":");
  return { product_id, sku_id, product_cnt: line.quantity };
}

async function readOrder({ shop, shipment, now }: Asked): Promise<{ ok: true; order: ChannelsOrder } | Extract<CallResult, { ok: false }>> {
  const found = await fetchOrderDetail({ shop, externalId: shipment.externalId, now });
  if (!found.ok) return found;
  const order = orderSchema.safeParse(found.detail);
  return order.success
    ? { ok: true, order: order.data }
    : { ok: false, kind: "refused", reason: "WeChat's order does not have the documented shape." };
}

/** Every unit that did not come back; what is in an open after-sale went along. */
async function productsOfOrder(asked: Asked): Promise<{ ok: true; products: ProductUnits[] } | Extract<CallResult, { ok: false }>> {
  const found = await readOrder(asked);
  if (!found.ok) return found;
  const products = found.order.order_detail.product_infos.map((product) => ({
    product_id: product.product_id,
    sku_id: product.sku_id,
    product_cnt: (product.sku_cnt ?? 1) - (product.finish_aftersale_sku_cnt ?? 0),
  }));
  return { ok: true, products: products.filter((product) => product.product_cnt > 0) };
}

function isTold(order: ChannelsOrder, shipment: Shipment): boolean {
  return (order.order_detail.delivery_info?.delivery_product_info ?? []).some((parcel) => parcel.waybill_id === shipment.trackingNumber);
}
