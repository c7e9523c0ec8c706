import type { Executor } from "@/db/transaction";
import { listOrderIds } from "../store/order-store";

/** Step: the order a shop knows by `externalId`, or null. */
export async function findOptionalOrderId(executor: Executor, key: { shopId: string; externalId: string }): Promise<string | null> {
  const [found] = await listOrderIds(executor, [key]);
  return found?.id ?? null;
}
