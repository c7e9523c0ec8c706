import { reader } from "@/db/transaction";
import { groupNumber } from "@/lib/merging/core/group-number";
import { type GroupState, groupMachine } from "@/lib/merging/core/merge-state";
import type { GroupView } from "@/lib/merging/core/suggestion-view";
import { itemSummary } from "@/lib/orders/core/order-content";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { can } from "@/lib/shared/state-machine";
import { findOptionalGroup, listGroupMembers } from "../store/group-store";

const COST: Record<GroupState, GroupView["unmerge"]["cost"]> = {
  approved: "free",
  review: "free",
  printed: "void_label",
  shipped: "recall",
  dissolved: "impossible",
};

/** A shipment group with everybody who is or was in it. */
export async function getShipmentGroup(ctx: Ctx, input: { id: string }): Promise<GroupView> {
  requirePermission(ctx, "merging.read");
  const group = isId(input.id) ? await findOptionalGroup(reader(), input.id) : null;
  if (!group) throw notFound("merging", "group", input.id);
  const members = await listGroupMembers(reader(), group.id);
  const orders = new Map(
    (await loadOrderSnapshots(reader(), { orderIds: members.map((member) => member.orderId) })).map((order) => [order.id, order]),
  );
  return {
    id: group.id,
    number: groupNumber(group.number),
    state: group.state,
    deadline: group.deadline?.toISOString() ?? null,
    review_reason: group.reviewReason,
    approved_by: group.approvedBy,
    suggestion_id: group.suggestionId,
    created_at: group.createdAt.toISOString(),
    updated_at: group.updatedAt.toISOString(),
    unmerge: { allowed: can(groupMachine, group.state, "dissolve").ok, cost: COST[group.state] },
    members: members.flatMap((member) => {
      const order = orders.get(member.orderId);
      if (!order) return [];
      return [
        {
          order_id: member.orderId,
          external_id: order.externalId,
          platform: order.platform,
          shop_name: order.shop.name,
          status: order.status,
          item_summary: itemSummary(order.content.lines),
          joined_at: member.joinedAt.toISOString(),
          left_at: member.leftAt?.toISOString() ?? null,
          left_reason: member.leftReason,
        },
      ];
    }),
  };
}
