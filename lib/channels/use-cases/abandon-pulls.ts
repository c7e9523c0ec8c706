import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type AbandonPullsInput, abandonPullsSchema } from "../core/backfill-view";
import { abandonFailed } from "../store/pull-store";
import { findPulledShop } from "./find-pulled-shop";

/** A person gives up on the failed windows of a stretch, with the reason. The stretch is a gap until a backfill covers it. */
export async function abandonPulls(ctx: Ctx, input: AbandonPullsInput): Promise<{ windows: number }> {
  requirePermission(ctx, "sync.backfill");
  const asked = parseInput(abandonPullsSchema, input);
  const { shop } = await findPulledShop({ code: asked.shop });
  return withTransaction(async (tx) => {
    const range = { from: new Date(asked.from), to: new Date(asked.to) };
    const windows = await abandonFailed(tx, { shopId: shop.id, ...range, at: ctx.clock.now() });
    if (windows === 0) throw conflict("channels.nothing_failed", "No pull of this stretch has failed.");
    const after = { shop: asked.shop, from: asked.from, to: asked.to, windows, reason: asked.reason };
    await appendAudit(tx, ctx, [{ action: "channels.abandon_pulls", entityType: "shop", entityId: shop.id, after }]);
    return { windows };
  });
}
