import type { OrderContent } from "@/lib/orders/core/order-content";
import { OPEN_REFUND_STATUSES } from "@/lib/orders/core/order-status";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";
import type { FieldIssue } from "@/lib/shared/errors";

export function findLine(content: OrderContent, id: string): SnapshotLine | undefined {
  return content.lines.find((line) => line.external_line_id === id);
}

export function lineName(line: SnapshotLine): string {
  return line.title || line.sku || line.external_line_id;
}

/** Why a line cannot be edited: unknown, cancelled, or the platform has a refund of it open or paid out. */
export function lineIssues(content: OrderContent, input: { id: string; path: string }): FieldIssue[] {
  const { id, path } = input;
  const line = findLine(content, id);
  if (!line) {
    const known = content.lines.map((other) => `"${other.external_line_id}"`).join(", ");
    return [{ path, message: `is no line of this order (got "${id}", lines are ${known})` }];
  }
  if (line.cancelled) return [{ path, message: `names a line that is cancelled already (got "${id}")` }];
  if (OPEN_REFUND_STATUSES.includes(line.refund_status) || line.refund_status === "refunded") {
    return [{ path, message: `names a line with a refund that is "${line.refund_status}" (got "${id}"): settle it on the platform first` }];
  }
  return [];
}
