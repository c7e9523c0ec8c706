import type { Executor } from "@/db/transaction";
import { invalid } from "@/lib/shared/errors";
import { listShopsByCode } from "../store/order-store";

/** Step: the id of the shop with this code; 422 that quotes it when there is none. */
export async function findShopId(db: Executor, code: string): Promise<string> {
  const [shop] = await listShopsByCode(db, [code]);
  if (!shop) throw invalid("orders.unknown_shop", `No shop has the code "${code}".`, [{ path: "shop", message: `no shop has the code "${code}"` }]);
  return shop.id;
}
