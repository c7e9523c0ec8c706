import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

type IncomingStatus = IncomingOrderInput["status"];

export type PddStates = {
  orderStatus: number | null;
  refundStatus: number | null;
  confirmStatus: number | null;
  groupStatus: number | null;
  /** trade_type 1 is an order with a deposit; only then step_trade_status says something. */
  tradeType: number | null;
  stepTradeStatus: number | null;
};

const TO_SHIP = 1;
const SHIPPED = 2;
const RECEIVED = 3;
const REFUNDED = 4;
const CONFIRM_PENDING = 0;
const CONFIRM_CANCELLED = 2;
const GROUP_PENDING = 0;
const GROUP_FAILED = 2;
const DEPOSIT_TRADE = 1;
const FINAL_PAID = 2;

/** Null for an order_status we do not know: such an order becomes a dead letter, not a guess. */
export function pddOrderStatus(states: PddStates): IncomingStatus | null {
  const { orderStatus, refundStatus, confirmStatus, groupStatus } = states;
  if (orderStatus === SHIPPED) return "shipped";
  if (orderStatus === RECEIVED) return "delivered";
  if (orderStatus !== TO_SHIP) return null;
  if (confirmStatus === CONFIRM_CANCELLED || groupStatus === GROUP_FAILED) return "cancelled";
  // Before shipping Pinduoduo refunds an order as a whole, and it ends by that.
  if (refundStatus === REFUNDED) return "cancelled";
  return isFinalUnpaid(states) ? "unpaid" : "paid";
}

export function isDeposit(states: Pick<PddStates, "tradeType">): boolean {
  return states.tradeType === DEPOSIT_TRADE;
}

/** 0 nothing paid, 1 the deposit only, 2 both. */
export function isFinalUnpaid(states: Pick<PddStates, "tradeType" | "stepTradeStatus">): boolean {
  return isDeposit(states) && states.stepTradeStatus !== null && states.stepTradeStatus < FINAL_PAID;
}

/** The group is not full, or the trade not confirmed: paid for, and not to be shipped yet. */
export function isUnconfirmed(states: Pick<PddStates, "confirmStatus" | "groupStatus">): boolean {
  return states.confirmStatus === CONFIRM_PENDING || states.groupStatus === GROUP_PENDING;
}
