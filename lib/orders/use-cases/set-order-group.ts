import type { Tx } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { setOrderColumns } from "../store/order-store";

/** Step: puts orders into a shipment group, or takes them out (null). */
export function setOrderGroup(tx: Tx, ctx: Ctx, input: { orderIds: string[]; groupId: string | null }): Promise<void> {
  return setOrderColumns(tx, { orderIds: input.orderIds, set: { shipmentGroupId: input.groupId, updatedAt: ctx.clock.now() } });
}
