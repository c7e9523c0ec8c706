import type { Tx } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { groupNumber } from "@/lib/merging/core/group-number";
import { groupMachine } from "@/lib/merging/core/merge-state";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import type { Ctx } from "@/lib/shared/context";
import { type GroupRow, listGroupMembers, listGroupsOf, lockGroup, moveGroup } from "../store/group-store";
import { takeOut } from "./unmerge-orders";

/**
 * Step: something happened to a member (cancelled, refunded, edited). A cancelled one leaves with its own lines only;
 * the group goes back to a supervisor. Groups already printed stay as they are: their members carry the exception.
 */
export async function reviewGroups(tx: Tx, ctx: Ctx, input: { orderIds: string[]; cause: string }): Promise<void> {
  const touched = [...new Set((await listGroupsOf(tx, input.orderIds)).map((row) => row.groupId))].sort();
  for (const groupId of touched) {
    const group = await lockGroup(tx, groupId);
    if (group && (group.state === "approved" || group.state === "review")) await reviewGroup(tx, ctx, { group, ...input });
  }
}

async function reviewGroup(tx: Tx, ctx: Ctx, input: { group: GroupRow; orderIds: string[]; cause: string }): Promise<void> {
  const { group, cause } = input;
  const live = (await listGroupMembers(tx, group.id)).filter((member) => member.leftAt === null).map((member) => member.orderId);
  const orders = await loadOrderSnapshots(tx, { orderIds: live });
  const cancelled = orders
    .filter((order) => order.status === "cancelled" || order.content.lines.every((line) => line.cancelled))
    .map((order) => order.id);
  if (cancelled.length > 0) {
    const left = await takeOut(tx, ctx, { group, live, leaving: cancelled, reason: "cancelled" });
    await appendAudit(tx, ctx, [
      {
        action: "merging.member_left",
        entityType: "shipment_group",
        entityId: group.id,
        orderIds: cancelled,
        reason: "cancelled",
        before: { state: group.state, members: live.length },
        after: { state: left.state, group_number: groupNumber(group.number) },
      },
    ]);
    if (left.state === "dissolved") return;
  }
  const staying = live.filter((id) => !cancelled.includes(id));
  const reopened = await moveGroup(tx, {
    id: group.id,
    from: groupMachine.actions.reopen.from,
    set: { state: "review", reviewReason: cause, updatedAt: ctx.clock.now() },
  });
  if (!reopened) return;
  await appendOrderEvents(
    tx,
    ctx,
    staying.map((orderId) => ({
      orderId,
      type: "group_reopened",
      occurredAt: ctx.clock.now(),
      source: "system",
      sourceEventId: `group_reopened:${group.id}:${ctx.requestId}`,
      data: { group_number: groupNumber(group.number), cause },
    })),
  );
  await emitEvents(tx, ctx, [{ type: "group.changed", payload: { group_id: group.id, order_ids: live, state: "review" } }]);
}
