import type { OrderContent } from "@/lib/orders/core/order-content";

/** What only the platform may say: a restored version keeps it as it says today (a deadline, a risk flag, a refund). */
const PLATFORM_FACTS = ["business_type", "payment_method", "currency", "promised_ship_at", "flags"] as const;

/**
 * An earlier content as the next one. The platform's own facts stay, and so does a line that the old version did not
 * know: cancelled, for lines are never deleted.
 */
export function restoreContent(input: { current: OrderContent; earlier: OrderContent }): OrderContent {
  const { current, earlier } = input;
  const now = new Map(current.lines.map((line) => [line.external_line_id, line]));
  const known = new Set(earlier.lines.map((line) => line.external_line_id));
  const restored = earlier.lines.map((line) => ({ ...line, refund_status: now.get(line.external_line_id)?.refund_status ?? line.refund_status }));
  const later = current.lines.filter((line) => !known.has(line.external_line_id)).map((line) => ({ ...line, cancelled: true }));
  const { business_type, payment_method, currency, promised_ship_at, flags } = current;
  return { ...earlier, lines: [...restored, ...later], business_type, payment_method, currency, promised_ship_at, flags };
}

/** Whether restoring touches the field at `path` of a diff at all. */
export function isRestored(path: string): boolean {
  return !path.endsWith(".refund_status") && !(PLATFORM_FACTS as readonly string[]).includes(path);
}
