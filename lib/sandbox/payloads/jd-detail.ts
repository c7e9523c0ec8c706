import { jdOrder } from "@/lib/channels/adapters/jd/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { skuNumber } from "../core/sku-number";
import { modifiedAt, past, pastDate, receiverAt, receiverToken } from "./market-moment";

/** What JD answers when asked for the order; null before it is paid, since JD lists no order earlier. */
export function jdOrderOf(order: MarketOrder, now: number): Record<string, unknown> | null {
  const { life, person } = order;
  if (past(life.paidAt, now) === null) return null;
  const { words, masks } = receiverAt(order, now);
  const leftAt = pastDate(life.shippedAt, now);
  return jdOrder({
    orderId: order.id,
    state: stateOf(order, now),
    started: new Date(order.placedAt),
    paid: pastDate(life.paidAt, now),
    modified: new Date(modifiedAt(order, now)),
    leftAt,
    ended: pastDate(life.finishedAt, now),
    freight: order.freight,
    sellerDiscount: order.discount,
    consignee: {
      fullname: words.name,
      fullAddress: words.address,
      mobile: masks.phone,
      telephone: masks.phone,
      province: person.province,
      city: person.city,
      county: person.district,
      town: person.town,
    },
    oaid: receiverToken(order, now),
    pin: `${order.shop}:${person.key}`,
    orderRemark: order.note,
    items: order.lines.map((line) => ({
      skuId: skuNumber(line.sku),
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      uuid: `1012_${line.lineId}`,
    })),
    ...(leftAt ? { waybill: order.trackingNumber, logisticsId: carrierCodeFor("jd", order.carrier.code) ?? "" } : {}),
  });
}

/** LOCKED while a cancellation is asked for. */
function stateOf(order: MarketOrder, now: number): string {
  const { life } = order;
  if (past(life.refundedAt, now) && endedByRefund(order)) return "TRADE_CANCELED";
  if (past(life.finishedAt, now)) return "FINISHED_L";
  if (past(life.shippedAt, now)) return "WAIT_GOODS_RECEIVE_CONFIRM";
  return past(life.refundAskedAt, now) ? "LOCKED" : "WAIT_SELLER_STOCK_OUT";
}
