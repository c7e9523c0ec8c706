import { type ChannelsDetailInput, channelsDetail } from "@/lib/channels/adapters/wechat-channels/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { skuNumber } from "../core/sku-number";
import { modifiedAt, past, pastSeconds, placeOf, promisedShipAt, receiverAt, receiverToken } from "./market-moment";

/** What the Channels shop answers when asked for the order. */
export function channelsOrderOf(order: MarketOrder, now: number): Record<string, unknown> {
  const { life } = order;
  const { words } = receiverAt(order, now);
  const shipDoneTime = pastSeconds(life.shippedAt, now);
  const deliveryId = carrierCodeFor("wechat_channels", order.carrier.code) ?? "";
  return channelsDetail({
    orderId: order.id,
    status: statusOf(order, now),
    createTime: Math.floor(order.placedAt / 1000),
    updateTime: Math.floor(modifiedAt(order, now) / 1000),
    payTime: pastSeconds(life.paidAt, now),
    shipDoneTime,
    confirmTime: pastSeconds(life.finishedAt, now),
    openid: `${order.shop}:${order.person.key}`,
    receiver: words,
    place: placeOf(order),
    ewaybillCode: receiverToken(order, now),
    customerNotes: order.note,
    freight: order.freight,
    discount: order.discount,
    lines: order.lines.map((line, index) => ({
      productId: skuNumber(`product ${line.sku}`),
      skuId: skuNumber(line.sku),
      skuCode: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      ...(index === 0 ? unitsAfterSale(order, line.quantity, now) : {}),
    })),
    afterSales: past(life.refundAskedAt, now) ? [{ id: `2${order.id}`, status: past(life.refundedAt, now) ? 13 : 2 }] : [],
    parcels: shipDoneTime > 0 ? [{ deliveryId, waybillId: order.trackingNumber, deliveryTime: shipDoneTime }] : [],
    deadline: Math.floor((promisedShipAt(order, now) ?? 0) / 1000),
  });
}

/** 10 unpaid, 20 to ship, 30 shipped, 100 finished, 200 all refunded, 250 cancelled. */
function statusOf(order: MarketOrder, now: number): number {
  const { life } = order;
  if (past(life.cancelledAt, now)) return 250;
  if (past(life.refundedAt, now) && endedByRefund(order)) return 200;
  if (past(life.finishedAt, now)) return 100;
  if (past(life.shippedAt, now)) return 30;
  return past(life.paidAt, now) ? 20 : 10;
}

function unitsAfterSale(
  { life }: MarketOrder,
  quantity: number,
  now: number,
): Pick<ChannelsDetailInput["lines"][number], "inAfterSale" | "afterSaleDone"> {
  if (past(life.refundedAt, now)) return { afterSaleDone: quantity };
  return past(life.refundAskedAt, now) ? { inAfterSale: quantity } : {};
}
