import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";

type Status = IncomingOrderInput["status"];

export const PARTLY_SHIPPED = 21;
/** Gifts that nobody accepted yet and groups that are not complete: paid, and held back by the platform. */
export const HELD_BACK = [12, 13];
const REFUNDED_WHOLE = 200;

const STATUS: Readonly<Record<number, Status>> = {
  10: "unpaid",
  12: "paid",
  13: "paid",
  20: "paid",
  21: "paid",
  30: "shipped",
  100: "completed",
  190: "cancelled",
  200: "cancelled",
  250: "cancelled",
};

/** Channels order status → ours, null where nobody documented it. All refunded after it left is finished, not cancelled. */
export function channelsOrderStatus(status: number | null, hasLeft: boolean): Status | null {
  if (status === REFUNDED_WHOLE && hasLeft) return "completed";
  return STATUS[status ?? 0] ?? null;
}
