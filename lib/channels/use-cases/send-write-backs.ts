import { reader, withTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import { ENDS_THE_RUN } from "../core/after-write-back-failure";
import { findOptionalKnownShop } from "../store/shop-access";
import { findOptionalShop } from "../store/shop-store";
import { listDueWriteBacks } from "../store/write-back-store";
import { askBreaker } from "./ask-breaker";
import { enqueueWriteBacks } from "./enqueue-write-backs";
import { sendWriteBack } from "./send-write-back";
import { shopCaller } from "./shop-caller";
import { tellBreaker } from "./tell-breaker";

/** Where the platform names no rate for lists, calls a second that any of them allows. */
const CALLS_PER_SECOND = 2;
const BATCH = 50;
/** After so many another job goes on, so that no job runs for an hour. */
const MOST_PER_RUN = 500;

export type WriteBackRun = { sent: number; failed: number; stopped: number };

/**
 * Tells one shop's platform what waits, oldest first, within its rate. A failure that would meet the next parcel as well
 * ends the run; a paused shop, one without an address and one whose circuit is open keep everything waiting.
 */
export async function sendWriteBacks(ctx: Ctx, input: { shop_id: string }): Promise<WriteBackRun> {
  requirePermission(ctx, "sync.write_back");
  const total: WriteBackRun = { sent: 0, failed: 0, stopped: 0 };
  const shop = await findOptionalKnownShop(reader(), { id: input.shop_id });
  const row = await findOptionalShop(reader(), input.shop_id);
  const side = shop ? adapterFor(shop.platform).writeBack : null;
  if (!shop || !row || !side || row.pausedAt || row.settings.api_base_url === "") return total;
  const caller = shopCaller(ctx, { shop, callsPerSecond: adapterFor(shop.platform).pull?.callsPerSecond ?? CALLS_PER_SECOND });
  for (let done = 0; done < MOST_PER_RUN; ) {
    const due = await listDueWriteBacks(reader(), { shopId: shop.id, now: ctx.clock.now(), limit: BATCH });
    if (due.length === 0) return total;
    for (const one of due) {
      if (!(await askBreaker(reader(), ctx, { shopId: shop.id })).allowed) return total;
      const sent = await sendWriteBack(ctx, { caller, side, writeBack: one });
      done += 1;
      if (sent.outcome) await tellBreaker(reader(), ctx, { shopId: shop.id, outcome: sent.outcome });
      if (sent.end !== "skipped") total[sent.end] += 1;
      if (sent.outcome && !sent.outcome.ok && ENDS_THE_RUN.includes(sent.outcome.kind)) return total;
    }
  }
  await withTransaction((tx) => enqueueWriteBacks(tx, shop.id));
  return total;
}
