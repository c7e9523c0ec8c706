import type { RefundStatus } from "@/lib/orders/core/order-status";

/** Douyin after_sale_status → our line status. 12, 51, 53 are money back; 13 and 14 belong to exchanges. */
const BY_AFTER_SALE_STATUS: Readonly<Record<number, RefundStatus>> = {
  6: "requested",
  7: "refunding",
  11: "refunding",
  12: "refunded",
  13: "refunding",
  14: "closed",
  27: "rejected",
  28: "closed",
  29: "rejected",
  51: "refunded",
  53: "refunded",
};

const REFUND_DONE = 3;
const EXCHANGE = 3;

/**
 * The refund state of a line. `refund_status` 3 (money returned) outranks the after-sale state; an unknown
 * non-zero state counts as requested, because a refund that cannot be read must not ship.
 */
export function douyinRefundStatus(info: {
  after_sale_status: number | null;
  after_sale_type: number | null;
  refund_status: number | null;
}): RefundStatus {
  if (info.refund_status === REFUND_DONE) return "refunded";
  const status = info.after_sale_status ?? 0;
  if (status === 0) return "none";
  if (status === 12 && info.after_sale_type === EXCHANGE) return "closed";
  return BY_AFTER_SALE_STATUS[status] ?? "requested";
}
