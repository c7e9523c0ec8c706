import type { ActionResult } from "@/components/orders/order-actions";
import type { DropPushInput, PushPayloadView, RepairPushInput, ReplayPushesInput, ReplayResults, ViewPushInput } from "@/lib/inbox/core/repair-view";

/** The actions the repair of a dead letter is given. */
export type RepairActions = {
  view(input: ViewPushInput): Promise<ActionResult<PushPayloadView>>;
  repair(input: RepairPushInput): Promise<ActionResult<{ inbox_id: string; state: "received" }>>;
  drop(input: DropPushInput): Promise<ActionResult<{ inbox_id: string; state: "dropped" }>>;
};

/** Replays all dead letters of a shop or of one reason. */
export type ReplayPushes = (input: ReplayPushesInput) => Promise<ActionResult<ReplayResults>>;
