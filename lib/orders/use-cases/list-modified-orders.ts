import type { Executor } from "@/db/transaction";
import { listMarksModified, type OrderMark } from "../store/mark-store";

/** Step: orders the platform told us that it modified in [from, to) by what is here. Those made here by hand or file are not the platform's to list. */
export function listModifiedOrders(db: Executor, input: { shopId: string; from: Date; to: Date }): Promise<OrderMark[]> {
  return listMarksModified(db, input);
}
