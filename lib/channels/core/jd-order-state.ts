import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

type IncomingStatus = IncomingOrderInput["status"];

/** orderState of the detail. Spelling is JD's (CENER). Locked and paused orders are paid and held, see `isHeldByJd`. */
const BY_STATE: Readonly<Record<string, IncomingStatus>> = {
  NOT_PAY: "unpaid",
  WAIT_SELLER_STOCK_OUT: "paid",
  WAIT_SELLER_DELIVERY: "paid",
  WAIT_SEND_CODE: "paid",
  LOCKED: "paid",
  PAUSE: "paid",
  POP_ORDER_PAUSE: "paid",
  SEND_TO_DISTRIBUTION_CENER: "shipped",
  DISTRIBUTION_CENTER_RECEIVED: "shipped",
  WAIT_GOODS_RECEIVE_CONFIRM: "shipped",
  DELIVERY_RETURN: "shipped",
  RECEIPTS_CONFIRM: "delivered",
  FINISHED_L: "completed",
  TRADE_CANCELED: "cancelled",
};

/** Every state a pull asks for: JD lists only orders in states that are named. */
export const JD_ORDER_STATES = Object.keys(BY_STATE).filter((state) => state !== "NOT_PAY");

/** A parcel that comes back: the order is refunded when it arrives. */
export const DELIVERY_RETURN = "DELIVERY_RETURN";

/** JD keeps the order from leaving (a cancellation under way, a pause), or there is no parcel in it (a code to send). */
const HELD = ["LOCKED", "PAUSE", "POP_ORDER_PAUSE", "WAIT_SEND_CODE"];

export function isHeldByJd(state: string): boolean {
  return HELD.includes(state);
}

/** "(删除)等待出库": taken out of sale, whatever its state still says. */
const DELETED = /^[(（]删除[)）]/;
/** JD writes the parts into the seller's remark of an order that it split: "订单拆分为 1172… 1174…". */
const SPLIT_INTO = /^订单拆分为\s*\d{6,}/;

export function isSplitParent(input: { sellerRemark: string }): boolean {
  return SPLIT_INTO.test(input.sellerRemark.trim());
}

/**
 * Null for UN_KNOWN and for states nobody documented: such an order becomes a dead letter, not a guess. A split order
 * lives on in its parts and counts as cancelled; what was cancelled after it had left is over.
 */
export function jdOrderStatus(input: { state: string; stateRemark: string; sellerRemark: string; hasLeft: boolean }): IncomingStatus | null {
  const status = Object.hasOwn(BY_STATE, input.state) ? BY_STATE[input.state] : undefined;
  if (!status) return null;
  const gone = status === "cancelled" || DELETED.test(input.stateRemark.trim()) || isSplitParent(input);
  if (gone) return input.hasLeft ? "completed" : "cancelled";
  return input.hasLeft && isHeldByJd(input.state) ? "shipped" : status;
}
