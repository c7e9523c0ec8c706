import { reader } from "@/db/transaction";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { platformSkusOf, withWarehouseSkus } from "../core/sku-mapping";
import { findWarehouseSkus } from "../store/sku-mapping-store";

/** Step: orders of one shop with the SKUs its warehouse uses. */
export async function withMappedSkus(shopId: string, orders: readonly IncomingOrderInput[]): Promise<IncomingOrderInput[]> {
  const platformSkus = [...new Set(orders.flatMap(platformSkusOf))];
  const skus = await findWarehouseSkus(reader(), { shopId, platformSkus });
  return skus.size === 0 ? [...orders] : orders.map((order) => withWarehouseSkus(order, skus));
}
