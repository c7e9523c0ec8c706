import { type PddDetailInput, pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { skuNumber } from "../core/sku-number";
import { modifiedAt, past, pastDate, placeOf, promisedShipAt, receiverAt, receiverToken } from "./market-moment";

/** What Pinduoduo answers when asked for the order; null before it is paid and its group is complete. */
export function pddOrderOf(order: MarketOrder, now: number): Record<string, unknown> | null {
  const { life } = order;
  if (past(life.paidAt, now) === null) return null;
  const { words, masks } = receiverAt(order, now);
  const shippedAt = pastDate(life.shippedAt, now);
  const logisticsId = Number(carrierCodeFor("pdd", order.carrier.code));
  return pddDetail({
    orderSn: order.id,
    ...states(order, now),
    createdAt: new Date(order.placedAt),
    paidAt: pastDate(life.paidAt, now),
    shippedAt,
    receivedAt: pastDate(life.finishedAt, now),
    updatedAt: new Date(modifiedAt(order, now)),
    promisedShipAt: pastDate(promisedShipAt(order, now), Number.POSITIVE_INFINITY),
    receiver: { ...words, nameMask: masks.name, phoneMask: masks.phone, addressMask: masks.address },
    place: placeOf(order),
    openAddressId: receiverToken(order, now),
    buyerMemo: order.note,
    postage: order.freight,
    sellerDiscount: order.discount,
    items: order.lines.map((line) => ({
      skuId: skuNumber(line.sku),
      sku: line.sku,
      name: line.title,
      quantity: line.quantity,
      price: line.price,
    })),
    parcels: shippedAt ? [{ logisticsId, trackingNumber: order.trackingNumber }] : [],
  });
}

/** 1 to ship, 2 shipped, 3 received; refunds 1 none, 2 asked for, 4 done. */
function states(order: MarketOrder, now: number): Pick<PddDetailInput, "orderStatus" | "refundStatus" | "afterSalesStatus"> {
  const { life } = order;
  if (past(life.refundedAt, now) && endedByRefund(order)) return { orderStatus: 1, refundStatus: 4, afterSalesStatus: 10 };
  const orderStatus = past(life.finishedAt, now) ? 3 : past(life.shippedAt, now) ? 2 : 1;
  return past(life.refundAskedAt, now) ? { orderStatus, refundStatus: 2, afterSalesStatus: 2 } : { orderStatus };
}
