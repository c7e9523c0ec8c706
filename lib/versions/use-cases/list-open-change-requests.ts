import type { Executor, Tx } from "@/db/transaction";
import { listActive } from "../store/change-store";

/** Step: the pending change requests of these orders. */
export async function listOpenChangeRequests(
  db: Tx | Executor,
  orderIds: string[],
): Promise<{ id: string; orderId: string; requestedBy: string; dueAt: Date }[]> {
  const rows = await listActive(db, orderIds);
  return rows.map(({ id, orderId, requestedBy, dueAt }) => ({ id, orderId, requestedBy, dueAt }));
}
