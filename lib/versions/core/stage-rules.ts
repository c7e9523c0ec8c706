import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import type { ActionType } from "./change-action";

/** Why an edit is too late (or too early) now; each is a message key `versions.refusals.<reason>`. */
export const STAGE_REFUSALS = [
  "not_paid",
  "partially_shipped",
  "already_shipped",
  "already_delivered",
  "order_completed",
  "order_cancelled",
  "label_printed",
  "group_printed",
] as const;
export type StageRefusal = (typeof STAGE_REFUSALS)[number];

const CLOSED: Partial<Record<OrderStatus, StageRefusal>> = {
  partially_shipped: "partially_shipped",
  shipped: "already_shipped",
  delivered: "already_delivered",
  completed: "order_completed",
  cancelled: "order_cancelled",
};

type Stage = Pick<OrderSnapshot, "status" | "printedAt" | "shipmentGroupId">;

/**
 * What this edit may not do at the order's stage. Before payment the buyer can still change lines on the platform, and a
 * quantity of ours would not change what is asked of them. After the label is printed the parcel is packed against its
 * pick list: only the address of an order that travels alone may still change (a new label, high risk).
 */
export function stageRefusals(order: Stage, types: readonly ActionType[]): StageRefusal[] {
  const closed = CLOSED[order.status];
  if (closed) return [closed];
  const refusals = new Set<StageRefusal>();
  const lines = types.some((type) => type !== "set_address");
  if (order.status === "unpaid" && lines) refusals.add("not_paid");
  if (order.printedAt && lines) refusals.add("label_printed");
  if (order.printedAt && order.shipmentGroupId) refusals.add("group_printed");
  return [...refusals];
}

/** Restoring rewrites everything at once: past the printed label there is no way back. */
export function restoreRefusals(order: Stage): StageRefusal[] {
  const closed = CLOSED[order.status];
  if (closed) return [closed];
  return order.printedAt ? ["label_printed"] : [];
}
