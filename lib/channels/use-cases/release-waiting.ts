import type { Tx } from "@/db/transaction";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import { listOrderKeys } from "@/lib/orders/use-cases/list-order-keys";
import type { Ctx } from "@/lib/shared/context";
import { waitsForOrder } from "../core/parked-for";

/** Step: orders that are here now, by whatever way they came: refunds and payments that waited for them go on. */
export async function releaseWaiting(tx: Tx, ctx: Ctx, input: { orderIds: string[] }): Promise<void> {
  const keys = await listOrderKeys(tx, input.orderIds);
  await releaseParked(tx, ctx, { waitsFor: keys.map(({ shopId, externalId }) => waitsForOrder(shopId, externalId)) });
}
