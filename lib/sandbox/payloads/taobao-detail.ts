import { taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import { shareOut } from "@/lib/channels/core/share-out";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { goodsOf, modifiedAt, past, pastDate, placeOf, receiverAt, receiverToken } from "./market-moment";

/** What Taobao answers when asked for the trade: masks and an oaid, never the receiver. */
export function taobaoTradeOf(order: MarketOrder, now: number): Record<string, unknown> {
  const { life, person } = order;
  const { masks } = receiverAt(order, now);
  const place = placeOf(order);
  const shares = shareOut(
    goodsOf(order) - order.discount,
    order.lines.map((line) => line.price * line.quantity),
  );
  const status = statusOf(order, now);
  const consigned = pastDate(life.shippedAt, now);
  const parcel = consigned ? { company: order.carrier.name, trackingNumber: order.trackingNumber, consigned } : undefined;
  return taobaoTrade({
    tid: order.id,
    status,
    created: new Date(order.placedAt),
    paid: pastDate(life.paidAt, now),
    modified: new Date(modifiedAt(order, now)),
    consigned,
    ended: pastDate(life.finishedAt, now),
    postFee: order.freight,
    discountFee: order.discount,
    receiver: {
      name: masks.name,
      mobile: masks.phone,
      state: place.province,
      city: place.city,
      district: place.district,
      town: place.town,
      address: masks.address,
    },
    oaid: receiverToken(order, now),
    buyerNick: person.nick,
    buyerOpenUid: `${order.shop}:${person.key}`,
    buyerMessage: order.note,
    lines: order.lines.map((line, index) => ({
      oid: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      share: shares[index],
      refundStatus: index === 0 ? refundStatus(order, now) : "NO_REFUND",
      status: index === 0 && past(life.refundedAt, now) ? "TRADE_CLOSED" : status,
      parcel,
    })),
  });
}

function statusOf(order: MarketOrder, now: number): string {
  const { life } = order;
  if (past(life.cancelledAt, now)) return "TRADE_CLOSED_BY_TAOBAO";
  if (past(life.refundedAt, now) && endedByRefund(order)) return "TRADE_CLOSED";
  if (past(life.finishedAt, now)) return "TRADE_FINISHED";
  if (past(life.shippedAt, now)) return "WAIT_BUYER_CONFIRM_GOODS";
  return past(life.paidAt, now) ? "WAIT_SELLER_SEND_GOODS" : "WAIT_BUYER_PAY";
}

function refundStatus({ life }: MarketOrder, now: number): string {
  if (past(life.refundedAt, now)) return "SUCCESS";
  return past(life.refundAskedAt, now) ? "WAIT_SELLER_AGREE" : "NO_REFUND";
}
