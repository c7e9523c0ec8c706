import type { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { groupNumber } from "@/lib/merging/core/group-number";
import { earliest } from "@/lib/merging/core/judge-window";
import { groupMachine } from "@/lib/merging/core/merge-state";
import { unmergeSchema } from "@/lib/merging/core/suggestion-view";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { setOrderGroup } from "@/lib/orders/use-cases/set-order-group";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, invalid, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { can } from "@/lib/shared/state-machine";
import { type GroupRow, leaveGroup, listGroupMembers, lockGroup, moveGroup } from "../store/group-store";

type Unmerged = { group_id: string; state: GroupRow["state"]; left_order_ids: string[] };

/** Takes orders out of a group. Free before the label is printed; when one would remain, the group is dissolved. */
export async function unmergeOrders(ctx: Ctx, input: z.input<typeof unmergeSchema>): Promise<Unmerged> {
  requirePermission(ctx, "merging.unmerge");
  const { group_id, order_ids, reason } = parseInput(unmergeSchema, input);
  return withTransaction(async (tx) => {
    const group = await lockGroup(tx, group_id);
    if (!group) throw notFound("merging", "group", group_id);
    if (!can(groupMachine, group.state, "dissolve").ok) throw tooLate(group);
    const live = (await listGroupMembers(tx, group_id)).filter((member) => member.leftAt === null).map((member) => member.orderId);
    const strangers = order_ids.filter((id) => !live.includes(id));
    if (strangers.length > 0) {
      throw invalid("merging.not_a_member", `${groupNumber(group.number)} does not hold ${strangers.join(", ")}.`, [
        { path: "order_ids", message: `not in the group: ${strangers.join(", ")}` },
      ]);
    }
    const result = await takeOut(tx, ctx, { group, live, leaving: order_ids, reason });
    await appendAudit(tx, ctx, [
      {
        action: "merging.unmerge",
        entityType: "shipment_group",
        entityId: group_id,
        orderIds: live,
        reason,
        before: { state: group.state, members: live.length },
        after: { state: result.state, left: result.left_order_ids.length, group_number: groupNumber(group.number) },
      },
    ]);
    return result;
  });
}

/** Step: members leave; a group of one is no group. The orders themselves are untouched: they go back to waiting alone. */
export async function takeOut(tx: Tx, ctx: Ctx, input: { group: GroupRow; live: string[]; leaving: string[]; reason: string }): Promise<Unmerged> {
  const { group, live, reason } = input;
  const at = ctx.clock.now();
  const staying = live.filter((id) => !input.leaving.includes(id));
  const leaving = staying.length < 2 ? live : input.leaving;
  const state = staying.length < 2 ? "dissolved" : group.state;
  await leaveGroup(tx, { groupId: group.id, orderIds: leaving, reason, at });
  if (state === "dissolved") {
    await moveGroup(tx, { id: group.id, from: groupMachine.actions.dissolve.from, set: { state, reviewReason: reason, updatedAt: at } });
  } else {
    const deadline = earliest(await loadOrderSnapshots(tx, { orderIds: staying }));
    await moveGroup(tx, { id: group.id, from: [group.state], set: { deadline, updatedAt: at } });
  }
  await setOrderGroup(tx, ctx, { orderIds: leaving, groupId: null });
  await appendOrderEvents(
    tx,
    ctx,
    leaving.map((orderId) => ({
      orderId,
      type: "unmerged",
      occurredAt: at,
      source: ctx.actor.kind === "system" ? "system" : "staff",
      sourceEventId: `unmerged:${group.id}:${at.getTime()}`,
      data: { group_number: groupNumber(group.number), reason },
    })),
  );
  await emitEvents(tx, ctx, [{ type: "group.changed", payload: { group_id: group.id, order_ids: live, state } }]);
  return { group_id: group.id, state, left_order_ids: leaving };
}

function tooLate(group: GroupRow) {
  return conflict(
    "merging.unmerge_too_late",
    `${groupNumber(group.number)} is "${group.state}": it can be taken apart only before its label is printed.`,
    {
      state: group.state,
      number: groupNumber(group.number),
    },
  );
}
