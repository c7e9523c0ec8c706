import type { RefundStatus } from "@/lib/orders/core/order-status";
import { shareOut } from "./share-out";

/** Units of one product that are in the same after-sale state. `suffix` tells the parts of a line apart. */
export type UnitPart = { suffix: string; quantity: number; refundStatus: RefundStatus; paid: number };

/**
 * Channels counts after-sales in units, we keep them per line: a line of which two of ten came back is a line of eight
 * and a refunded one of two. The first part keeps the line's own id, so that no id ever vanishes.
 */
export function splitUnits(input: {
  quantity: number;
  open: number;
  finished: number;
  paid: number;
  openStatus: RefundStatus;
  settledStatus: RefundStatus;
}): UnitPart[] {
  const { quantity, paid } = input;
  const finished = Math.min(Math.max(0, input.finished), quantity);
  const open = Math.min(Math.max(0, input.open), quantity - finished);
  const left = quantity - finished - open;
  const parts = [
    { suffix: "", quantity: left, refundStatus: input.settledStatus },
    { suffix: "#open", quantity: open, refundStatus: input.openStatus },
    { suffix: "#refunded", quantity: finished, refundStatus: "refunded" as const },
  ].filter((part) => part.quantity > 0);
  const shares = shareOut(
    paid,
    parts.map((part) => part.quantity),
  );
  return parts.map((part, index) => ({ ...part, suffix: index === 0 ? "" : part.suffix, paid: shares[index] ?? 0 }));
}
