import type { FoldResult } from "./lifecycle";

/** The columns that cache a fold. `bufferUntil` is the later of payment + the shop's buffer and the buyer's ship-after. */
export function foldColumns(input: { fold: FoldResult; placedAt: Date; shipAfter: Date | null; bufferMinutes: number }) {
  const { fold, placedAt, shipAfter, bufferMinutes } = input;
  const { reached } = fold;
  const paidAt = reached.paid ?? null;
  const buffered = paidAt ? new Date(paidAt.getTime() + bufferMinutes * 60_000) : null;
  return {
    status: fold.status,
    stageSince: fold.since ?? placedAt,
    paidAt,
    readyAt: reached.ready_to_ship ?? null,
    shippedAt: reached.shipped ?? null,
    deliveredAt: reached.delivered ?? null,
    completedAt: reached.completed ?? null,
    cancelledAt: reached.cancelled ?? null,
    bufferUntil: buffered && shipAfter && shipAfter > buffered ? shipAfter : buffered,
  };
}
