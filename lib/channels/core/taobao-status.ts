import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import type { RefundStatus } from "@/lib/orders/core/order-status";

type IncomingStatus = IncomingOrderInput["status"];

/** Status of a trade or one of its sub-orders. A part-shipped trade stays `paid`; the partial scan is a fact beside it. */
const BY_STATUS: Readonly<Record<string, IncomingStatus>> = {
  TRADE_NO_CREATE_PAY: "unpaid",
  WAIT_BUYER_PAY: "unpaid",
  PAY_PENDING: "unpaid",
  WAIT_PRE_AUTH_CONFIRM: "unpaid",
  PAID_FORBID_CONSIGN: "paid",
  WAIT_SELLER_SEND_GOODS: "paid",
  SELLER_CONSIGNED_PART: "paid",
  WAIT_BUYER_CONFIRM_GOODS: "shipped",
  TRADE_BUYER_SIGNED: "delivered",
  TRADE_FINISHED: "completed",
  TRADE_CLOSED: "cancelled",
  TRADE_CLOSED_BY_TAOBAO: "cancelled",
};

/** Taobao took the money and forbids shipping: a group that is not complete, a presale that has not begun. */
export const FORBIDDEN_TO_SHIP = "PAID_FORBID_CONSIGN";
/** Closed before anyone paid: such a sub-order is not part of the sale. */
export const CLOSED_UNPAID = "TRADE_CLOSED_BY_TAOBAO";

/** step_trade_status of a two-step presale whose final payment is still to come. */
const FINAL_UNPAID = ["FRONT_NOPAID_FINAL_NOPAID", "FRONT_PAID_FINAL_NOPAID"];

export function isFinalPaymentUnpaid(stepTradeStatus: string): boolean {
  return FINAL_UNPAID.includes(stepTradeStatus);
}

/**
 * Null for a status nobody documented: such a trade becomes a dead letter, not a guess. A trade that closed after
 * it had left (refund of returned goods) is over, not cancelled; one whose final payment is due is not paid.
 */
export function taobaoOrderStatus(input: { status: string; stepTradeStatus: string; hasLeft: boolean }): IncomingStatus | null {
  const status = Object.hasOwn(BY_STATUS, input.status) ? BY_STATUS[input.status] : undefined;
  if (!status) return null;
  if (status === "cancelled" && input.hasLeft) return "completed";
  if (status === "paid" && isFinalPaymentUnpaid(input.stepTradeStatus)) return "unpaid";
  return status;
}

/** Sub-orders in these have gone out of the house. */
const LEFT = ["WAIT_BUYER_CONFIRM_GOODS", "TRADE_BUYER_SIGNED", "TRADE_FINISHED"];

export function hasSubOrderLeft(status: string): boolean {
  return LEFT.includes(status);
}

const BY_REFUND_STATUS: Readonly<Record<string, RefundStatus>> = {
  "": "none",
  NO_REFUND: "none",
  WAIT_SELLER_AGREE: "requested",
  WAIT_BUYER_RETURN_GOODS: "refunding",
  WAIT_SELLER_CONFIRM_GOODS: "refunding",
  SELLER_REFUSE_BUYER: "rejected",
  CLOSED: "closed",
  SUCCESS: "refunded",
};

/** An unknown state counts as requested, because a refund that cannot be read must not ship. */
export function taobaoRefundStatus(refundStatus: string): RefundStatus {
  return (Object.hasOwn(BY_REFUND_STATUS, refundStatus) ? BY_REFUND_STATUS[refundStatus] : undefined) ?? "requested";
}
