import type { Executor } from "@/db/transaction";
import { listMarks, type OrderMark } from "../store/mark-store";

/** Step: which of these orders of a shop are here, and what the platform's modified time was when they were last taken in. */
export function listOrderMarks(db: Executor, input: { shopId: string; externalIds: string[] }): Promise<OrderMark[]> {
  return listMarks(db, input);
}
