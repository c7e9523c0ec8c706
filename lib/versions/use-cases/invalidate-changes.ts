import type { Tx } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import type { Ctx } from "@/lib/shared/context";
import type { InvalidationCause } from "@/lib/versions/core/change-view";
import { stageRefusals } from "@/lib/versions/core/stage-rules";
import { type ChangeRow, listActive, lockChanges } from "../store/change-store";
import { actionsOf } from "../store/change-view-of";
import { closeChanges } from "./close-changes";

/**
 * Step: closes the pending changes of these orders whose ground has moved, saying why; the others stay. Safe to call
 * after any event of an order and any number of times. `cause` names what happened when the version is another one.
 */
export async function invalidateChanges(
  tx: Tx,
  ctx: Ctx,
  input: { orderIds: string[]; cause?: InvalidationCause },
): Promise<{ invalidated: string[] }> {
  const active = await listActive(tx, input.orderIds);
  if (active.length === 0) return { invalidated: [] };
  const orders = await loadOrderSnapshots(tx, { orderIds: active.map((change) => change.orderId), lock: true });
  const byId = new Map(orders.map((order) => [order.id, order]));
  const changes = await lockChanges(
    tx,
    active.map((change) => change.id),
  );
  const closings = changes.flatMap((change) => {
    const order = byId.get(change.orderId);
    const cause = order && change.state === "pending" ? causeOf({ change, order, told: input.cause ?? "platform_updated" }) : null;
    return cause ? [{ change, action: "invalidate" as const, reason: cause }] : [];
  });
  await closeChanges(tx, ctx, closings);
  return { invalidated: closings.map(({ change }) => change.id) };
}

function causeOf(input: { change: ChangeRow; order: OrderSnapshot; told: InvalidationCause }): InvalidationCause | null {
  const { change, order, told } = input;
  const types = actionsOf(change).map((action) => action.type);
  if (stageRefusals(order, types).length > 0) return "order_moved_on";
  return order.version === change.baseVersion ? null : told;
}
