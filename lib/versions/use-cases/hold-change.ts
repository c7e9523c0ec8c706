import type { Tx } from "@/db/transaction";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { notFound } from "@/lib/shared/errors";
import { type ChangeRow, findOptionalChange, lockChanges } from "../store/change-store";

/** Step: a request and its order, both locked until the commit: the order first, as everywhere, so nobody waits in a circle. */
export async function holdChange(tx: Tx, id: string): Promise<{ change: ChangeRow; order: OrderSnapshot }> {
  const found = await findOptionalChange(tx, id);
  if (!found) throw notFound("versions", "change_request", id);
  const [order] = await loadOrderSnapshots(tx, { orderIds: [found.change.orderId], lock: true });
  const [change] = await lockChanges(tx, [id]);
  if (!order || !change) throw notFound("versions", "change_request", id);
  return { change, order };
}
