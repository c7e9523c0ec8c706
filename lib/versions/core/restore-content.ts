import type { OrderContent } from "@/lib/orders/core/order-content";

/**
 * An earlier content as the next one. What only the platform may say stays as it says it today: a line's refund, and that
 * the buyer's line exists at all (one that the old version did not know stays, cancelled; lines are never deleted).
 */
export function restoreContent(input: { current: OrderContent; earlier: OrderContent }): OrderContent {
  const { current, earlier } = input;
  const now = new Map(current.lines.map((line) => [line.external_line_id, line]));
  const known = new Set(earlier.lines.map((line) => line.external_line_id));
  const restored = earlier.lines.map((line) => ({ ...line, refund_status: now.get(line.external_line_id)?.refund_status ?? line.refund_status }));
  const later = current.lines.filter((line) => !known.has(line.external_line_id)).map((line) => ({ ...line, cancelled: true }));
  return { ...earlier, lines: [...restored, ...later] };
}
