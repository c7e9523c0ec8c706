import type { Tx } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { groupMachine } from "@/lib/merging/core/merge-state";
import type { Ctx } from "@/lib/shared/context";
import { listShippedGroups, moveGroup } from "../store/group-store";

/** Step: a group whose members have all left the warehouse is shipped, whoever was still to confirm it. */
export async function settleShippedGroups(tx: Tx, ctx: Ctx): Promise<number> {
  const groups = await listShippedGroups(tx);
  const { from, to } = groupMachine.actions.ship;
  for (const { id } of groups) await moveGroup(tx, { id, from, set: { state: to, updatedAt: ctx.clock.now() } });
  await emitEvents(
    tx,
    ctx,
    groups.map(({ id, orderIds }) => ({ type: "group.changed" as const, payload: { group_id: id, order_ids: orderIds, state: to } })),
  );
  return groups.length;
}
