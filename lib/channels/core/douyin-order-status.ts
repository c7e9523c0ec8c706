import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

type IncomingStatus = IncomingOrderInput["status"];

/** order_status of the detail. 101 (some lines shipped) stays `paid`; the partial scan is told as a fact beside it. */
const BY_ORDER_STATUS: Readonly<Record<number, IncomingStatus>> = {
  1: "unpaid",
  105: "paid",
  2: "paid",
  101: "paid",
  3: "shipped",
  4: "cancelled",
  5: "completed",
};

/** main_status knows how a refund ended the order: 21 before shipping, 22 after it, 39 after receipt. */
const ENDED_BY_REFUND: Readonly<Record<number, IncomingStatus>> = { 21: "cancelled", 22: "completed", 39: "completed" };

/** Paid, and the platform has not handed it to the seller yet (tag 110): 2 says that it may ship. */
export const PAID_PENDING = 105;
export const PARTLY_SHIPPED = 101;
export const FINISHED = 5;
/** main_status of a presale whose deposit is paid and whose final payment is not. */
export const PARTLY_PAID = 103;

/** Null when neither field is one we know: such an order becomes a dead letter, not a guess. */
export function douyinOrderStatus(orderStatus: number | null, mainStatus: number | null): IncomingStatus | null {
  const ended = ENDED_BY_REFUND[mainStatus ?? 0];
  if (ended) return ended;
  return BY_ORDER_STATUS[orderStatus ?? 0] ?? (mainStatus === PARTLY_PAID ? "unpaid" : (BY_ORDER_STATUS[mainStatus ?? 0] ?? null));
}
