import type { RefundStatus } from "@/lib/orders/core/order-status";

/** after_sales_status → our line status. Exchanges, resends and repairs (14–27, 32, 33) move goods, not money. */
const BY_AFTER_SALES: Readonly<Record<number, RefundStatus>> = {
  2: "requested",
  3: "requested",
  4: "refunding",
  5: "refunding",
  6: "rejected",
  7: "refunding",
  8: "requested",
  9: "rejected",
  10: "refunded",
  11: "closed",
  12: "closed",
  13: "closed",
  31: "refunding",
};

const NONE_OR_CLOSED = 1;
const REFUNDING = 3;
const REFUNDED = 4;

/**
 * The refund state of the order's lines: Pinduoduo tells it per order. Money returned outranks everything,
 * `refund_status` outranks the after-sale state, and an unknown open state counts as requested: it must not ship.
 */
export function pddRefundStatus(input: { refundStatus: number | null; afterSalesStatus: number | null }): RefundStatus {
  const state = input.afterSalesStatus ?? 0;
  const known = BY_AFTER_SALES[state];
  if (input.refundStatus === REFUNDED || known === "refunded") return "refunded";
  if (input.refundStatus === REFUNDING) return "refunding";
  if (input.refundStatus === NONE_OR_CLOSED) return state === 0 ? "none" : known === "rejected" ? "rejected" : "closed";
  if (state === 0) return input.refundStatus === null ? "none" : "requested";
  return known ?? "requested";
}
