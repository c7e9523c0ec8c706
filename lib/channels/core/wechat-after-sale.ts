import type { RefundStatus } from "@/lib/orders/core/order-status";

/** The integer inside order.aftersale_detail. 15 to 19 are refunds that the platform is at, or that failed and are owed. */
const BY_NUMBER: Readonly<Record<number, RefundStatus>> = {
  1: "closed",
  2: "requested",
  4: "rejected",
  5: "rejected",
  6: "refunding",
  7: "closed",
  8: "refunding",
  12: "refunding",
  13: "refunded",
  14: "refunded",
  15: "refunding",
  16: "refunding",
  17: "requested",
  18: "refunding",
  19: "refunding",
};

/** An after-sale nobody documented counts as requested, because a refund that cannot be read must not ship. */
export function channelsRefundStatus(status: number): RefundStatus {
  return BY_NUMBER[status] ?? "requested";
}

/**
 * The order names its after-sales, not whose line they are; the lines count units that are in one. `open` is what
 * those units are in, `settled` what a single line is in when nothing is open.
 */
export function channelsAfterSales(statuses: readonly number[]): { open: RefundStatus; settled: RefundStatus } {
  const found = statuses.map(channelsRefundStatus);
  const open = found.includes("refunding") ? "refunding" : "requested";
  const settled = found.findLast((status) => status === "rejected" || status === "closed") ?? "none";
  return { open, settled };
}
