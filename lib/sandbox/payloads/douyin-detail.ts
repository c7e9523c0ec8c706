import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { endedByRefund, type MarketOrder } from "../core/market-order";
import { modifiedAt, past, pastSeconds, placeOf, promisedShipAt, receiverAt, receiverToken } from "./market-moment";

/** What Douyin answers when asked for the order. */
export function douyinDetailOf(order: MarketOrder, now: number): Record<string, unknown> {
  const { life } = order;
  const { words, masks } = receiverAt(order, now);
  const shipTime = pastSeconds(life.shippedAt, now);
  return douyinDetail({
    orderId: order.id,
    ...states(order, now),
    createTime: Math.floor(order.placedAt / 1000),
    payTime: pastSeconds(life.paidAt, now),
    shipTime,
    finishTime: pastSeconds(life.finishedAt, now),
    updateTime: Math.floor(modifiedAt(order, now) / 1000),
    promisedShipTime: Math.floor((promisedShipAt(order, now) ?? 0) / 1000),
    receiver: { ...words, nameMask: masks.name, phoneMask: masks.phone, addressMask: masks.address },
    place: placeOf(order),
    openAddressId: receiverToken(order, now),
    openId: `${order.shop}:${order.person.key}`,
    buyerWords: order.note,
    postAmount: order.freight,
    promotionAmount: order.discount,
    lines: order.lines.map((line, index) => ({
      orderId: line.lineId,
      sku: line.sku,
      title: line.title,
      quantity: line.quantity,
      price: line.price,
      afterSale: index === 0 ? afterSale(order, now) : undefined,
    })),
    parcels: shipTime > 0 ? [parcel(order, shipTime)] : [],
  });
}

function parcel({ carrier, trackingNumber }: MarketOrder, shipTime: number): NonNullable<DouyinDetailInput["parcels"]>[number] {
  return { company: carrier.code, companyName: carrier.name, trackingNumber, shipTime };
}

/** 1 unpaid, 2 to ship, 3 shipped, 4 cancelled, 5 finished; 21 finished by a refund before shipping. */
function states(order: MarketOrder, now: number): Pick<DouyinDetailInput, "orderStatus" | "mainStatus"> {
  const { life } = order;
  if (past(life.cancelledAt, now)) return { orderStatus: 4 };
  if (past(life.refundedAt, now) && endedByRefund(order)) return { orderStatus: 4, mainStatus: 21 };
  if (past(life.finishedAt, now)) return { orderStatus: 5 };
  if (past(life.shippedAt, now)) return { orderStatus: 3 };
  return { orderStatus: past(life.paidAt, now) ? 2 : 1 };
}

function afterSale(order: MarketOrder, now: number): DouyinDetailInput["lines"][number]["afterSale"] {
  if (past(order.life.refundedAt, now)) return { status: 12, type: 1, refundStatus: 3 };
  if (past(order.life.refundAskedAt, now)) return { status: 6, type: 1, refundStatus: 1 };
  return undefined;
}
