import type { Tx } from "@/db/transaction";
import { lockOrders } from "../store/order-store";

/** Step: what is read next about these orders stays true until the caller's facts are written. Locks in id order. */
export async function lockOrdersForFacts(tx: Tx, input: { orderIds: string[] }): Promise<void> {
  await lockOrders(tx, input.orderIds);
}
