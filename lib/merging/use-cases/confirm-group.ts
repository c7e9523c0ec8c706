import type { z } from "zod";
import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { groupNumber } from "@/lib/merging/core/group-number";
import { gateFailures } from "@/lib/merging/core/judge-rules";
import { type GroupAction, groupMachine } from "@/lib/merging/core/merge-state";
import { groupIdSchema } from "@/lib/merging/core/suggestion-view";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { markOrdersPrinted } from "@/lib/orders/use-cases/mark-orders-printed";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { can } from "@/lib/shared/state-machine";
import { listOpenChangeRequests } from "@/lib/versions/use-cases/list-open-change-requests";
import { type GroupRow, listGroupMembers, lockGroup, moveGroup } from "../store/group-store";

type Moved = { group_id: string; state: GroupRow["state"] };

/** A re-opened group is fine after all: every rule is checked again first. */
export function confirmGroup(ctx: Ctx, input: z.input<typeof groupIdSchema>): Promise<Moved> {
  requirePermission(ctx, "merging.decide");
  return withTransaction((tx) => advance(tx, ctx, { ...parseInput(groupIdSchema, input), action: "confirm" }));
}

/** The one label of the group is printed; rules, refunds among them, are checked once more. */
export function printGroup(ctx: Ctx, input: z.input<typeof groupIdSchema>): Promise<Moved> {
  requirePermission(ctx, "merging.print");
  return withTransaction(async (tx) => {
    const { group_id } = parseInput(groupIdSchema, input);
    const moved = await advance(tx, ctx, { group_id, action: "print" });
    const members = (await listGroupMembers(tx, group_id)).filter((member) => member.leftAt === null);
    await markOrdersPrinted(tx, ctx, { orderIds: members.map((member) => member.orderId), printId: group_id });
    return moved;
  });
}

async function advance(tx: Tx, ctx: Ctx, input: { group_id: string; action: Extract<GroupAction, "confirm" | "print"> }): Promise<Moved> {
  const { group_id, action } = input;
  const group = await lockGroup(tx, group_id);
  if (!group) throw notFound("merging", "group", group_id);
  if (!can(groupMachine, group.state, action).ok) {
    throw conflict("merging.group_not_ready", `${groupNumber(group.number)} is "${group.state}": it cannot be moved by "${action}" now.`, {
      state: group.state,
      number: groupNumber(group.number),
    });
  }
  const orderIds = (await listGroupMembers(tx, group_id)).filter((member) => member.leftAt === null).map((member) => member.orderId);
  await refuseIfBlocked(tx, ctx, { group, orderIds });
  const state = groupMachine.actions[action].to;
  await moveGroup(tx, { id: group_id, from: groupMachine.actions[action].from, set: { state, reviewReason: null, updatedAt: ctx.clock.now() } });
  await appendAudit(tx, ctx, [
    {
      action: `merging.${action}_group`,
      entityType: "shipment_group",
      entityId: group_id,
      orderIds,
      before: { state: group.state },
      after: { state, group_number: groupNumber(group.number) },
    },
  ]);
  await emitEvents(tx, ctx, [{ type: "group.changed", payload: { group_id, order_ids: orderIds, state } }]);
  return { group_id, state };
}

async function refuseIfBlocked(tx: Tx, ctx: Ctx, input: { group: GroupRow; orderIds: string[] }): Promise<void> {
  const { group, orderIds } = input;
  const orders = await loadOrderSnapshots(tx, { orderIds, lock: true });
  const changing = new Set((await listOpenChangeRequests(tx, orderIds)).map((change) => change.orderId));
  const failed = gateFailures({ orders, now: ctx.clock.now(), changing, groupId: group.id });
  if (failed.length === 0) return;
  const rules = failed.map((verdict) => verdict.rule).join(", ");
  throw conflict("merging.blocked", `The orders may not travel together: ${rules}.`, { rules });
}
