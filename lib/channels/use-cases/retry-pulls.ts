import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type RetryPullsInput, retryPullsSchema } from "../core/backfill-view";
import { hastenFailed } from "../store/pull-store";
import { enqueuePull } from "./enqueue-pull";
import { findPulledShop } from "./find-pulled-shop";

/** Pulls the failed windows of a stretch now. Refuses where none has failed: there is nothing to try again. */
export async function retryPulls(ctx: Ctx, input: RetryPullsInput): Promise<{ windows: number }> {
  requirePermission(ctx, "sync.backfill");
  const asked = parseInput(retryPullsSchema, input);
  const { shop } = await findPulledShop({ code: asked.shop });
  return withTransaction(async (tx) => {
    const windows = await hastenFailed(tx, { shopId: shop.id, from: new Date(asked.from), to: new Date(asked.to) });
    if (windows.length === 0) throw conflict("channels.nothing_failed", "No pull of this stretch has failed.");
    for (const window of windows) await enqueuePull(tx, { window });
    const after = { shop: asked.shop, from: asked.from, to: asked.to, windows: windows.length };
    await appendAudit(tx, ctx, [{ action: "channels.retry_pulls", entityType: "shop", entityId: shop.id, after }]);
    return { windows: windows.length };
  });
}
