import type { ActionResult } from "@/components/orders/order-actions";
import type { DropPushInput, PushPayloadView, RepairPushInput, ViewPushInput } from "@/lib/inbox/core/repair-view";

/** The actions the repair of a dead letter is given. */
export type RepairActions = {
  view(input: ViewPushInput): Promise<ActionResult<PushPayloadView>>;
  repair(input: RepairPushInput): Promise<ActionResult<{ inbox_id: string; state: "received" }>>;
  drop(input: DropPushInput): Promise<ActionResult<{ inbox_id: string; state: "dropped" }>>;
};
