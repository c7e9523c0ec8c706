import { reader, withTransaction } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import { listPulledShops } from "../store/shop-store";
import { planReconciliation } from "./start-reconciliation";

/** Long enough for a weekend's outage to be seen by the night after it. */
const NIGHTLY_MS = 3 * 86_400_000;

/** Every pulled shop's last three days are compared with its platform. A system job, every night. */
export async function planReconciliations(ctx: Ctx): Promise<{ planned: number }> {
  const to = ctx.clock.now();
  const range = { from: new Date(to.getTime() - NIGHTLY_MS), to };
  const shops = (await listPulledShops(reader())).filter(({ platform, pausedAt }) => adapterFor(platform).pull && !pausedAt);
  for (const { id: shopId } of shops) await withTransaction((tx) => planReconciliation(tx, ctx, { shopId, range }));
  return { planned: shops.length };
}
