import type { Executor } from "@/db/transaction";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { listOpenStuck } from "../store/stuck-store";

export type StuckOrder = { orderId: string; shopId: string; externalId: string; status: OrderStatus; since: Date };

/** Step: orders flagged as stuck and not moved since. */
export function listStuckOrders(executor: Executor): Promise<StuckOrder[]> {
  return listOpenStuck(executor);
}
