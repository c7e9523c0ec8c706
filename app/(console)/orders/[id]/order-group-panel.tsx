import { GroupPanel } from "@/components/merging/group-panel";
import { getShipmentGroup } from "@/lib/merging/use-cases/get-shipment-group";
import { roleHolds } from "@/lib/security/core/permissions";
import type { Ctx } from "@/lib/shared/context";
import type { Role } from "@/lib/shared/role";
import { confirmGroupAction, printGroupAction, unmergeOrdersAction } from "../../merging/actions";

/** The shipment group of an order, for its page; nothing where it ships alone. */
export async function orderGroupPanel(ctx: Ctx, input: { orderId: string; groupId: string | null; role: Role }) {
  const { orderId, groupId, role } = input;
  if (groupId === null) return null;
  return (
    <GroupPanel
      orderId={orderId}
      group={await getShipmentGroup(ctx, { id: groupId })}
      rights={{ decide: roleHolds(role, "merging.decide"), unmerge: roleHolds(role, "merging.unmerge"), print: roleHolds(role, "merging.print") }}
      actions={{ unmerge: unmergeOrdersAction, confirm: confirmGroupAction, print: printGroupAction }}
    />
  );
}
