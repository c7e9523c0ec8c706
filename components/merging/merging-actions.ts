import type { ActionResult } from "@/components/orders/order-actions";

type Moved = { group_id: string; state: string };

/** The actions the board is given. */
export type BoardActions = {
  approve(input: { suggestion_id: string }): Promise<ActionResult<{ group_id: string; group_number: string; order_ids: string[] }>>;
  reject(input: { suggestion_id: string; reason: string }): Promise<ActionResult<{ suggestion_id: string; state: "rejected" }>>;
  snooze(input: { suggestion_id: string; minutes?: number }): Promise<ActionResult<{ suggestion_id: string; snoozed_until: string }>>;
};

/** The actions a shipment group's panel is given. */
export type GroupActions = {
  unmerge(input: { group_id: string; order_ids: string[]; reason: string }): Promise<ActionResult<Moved & { left_order_ids: string[] }>>;
  confirm(input: { group_id: string }): Promise<ActionResult<Moved>>;
  print(input: { group_id: string }): Promise<ActionResult<Moved>>;
};
