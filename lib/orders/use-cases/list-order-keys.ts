import type { Executor } from "@/db/transaction";
import { listOrderRows } from "../store/order-store";

/** Step: under which shop and number these orders came. */
export async function listOrderKeys(db: Executor, orderIds: string[]): Promise<{ shopId: string; externalId: string }[]> {
  return (await listOrderRows(db, orderIds)).map(({ shopId, externalId }) => ({ shopId, externalId }));
}
