import { reader, withTransaction } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { listShopsWithDue, loseWriteBacks } from "../store/write-back-store";
import { enqueueWriteBacks } from "./enqueue-write-backs";

/** Calls up what waits for its next try, and what a dead sender left behind. A system job. */
export async function sweepWriteBacks(ctx: Ctx): Promise<{ lost: number; shops: number }> {
  const now = ctx.clock.now();
  const lost = await loseWriteBacks(reader(), now);
  const shopIds = await listShopsWithDue(reader(), now);
  for (const shopId of shopIds) await withTransaction((tx) => enqueueWriteBacks(tx, shopId));
  return { lost, shops: shopIds.length };
}
