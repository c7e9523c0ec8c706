import { wxaOrder } from "@/lib/channels/adapters/wechat-pay/fixtures";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { paidOf, past, pastSeconds } from "./market-moment";

/** What WeChat knows of a mini-program's order: that it was paid and shipped. Null before that. */
export function wxaOrderOf(order: MarketOrder, now: number): Record<string, unknown> | null {
  const { life } = order;
  if (past(life.paidAt, now) === null) return null;
  const uploadTime = pastSeconds(life.shippedAt, now);
  const company = carrierCodeFor("wechat_mini", order.carrier.code) ?? "";
  return wxaOrder({
    tradeNo: order.id,
    state: stateOf(order, now),
    createTime: Math.floor(order.placedAt / 1000),
    payTime: pastSeconds(life.paidAt, now),
    paid: paidOf(order),
    description: order.lines[0]?.title,
    openid: `${order.shop}:${order.person.key}`,
    parcels: uploadTime > 0 ? [{ company, trackingNo: order.trackingNumber, uploadTime }] : [],
  });
}

/** 1 to ship, 2 shipped, 4 finished, 5 refunded. */
function stateOf(order: MarketOrder, now: number): number {
  const { life } = order;
  if (past(life.refundedAt, now) && endedByRefund(order)) return 5;
  if (past(life.finishedAt, now)) return 4;
  return past(life.shippedAt, now) ? 2 : 1;
}
