import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { type StartBackfillInput, type StartedBackfill, startBackfillSchema } from "../core/backfill-view";
import type { Interval } from "../core/coverage";
import { splitWindows } from "../core/plan-windows";
import { findOpenBatch, insertWindows, type NewPullRow } from "../store/pull-store";
import type { KnownShop } from "../store/shop-access";
import { lockOptionalShop } from "../store/shop-store";
import { countBackfill } from "./count-backfill";
import { enqueuePull } from "./enqueue-pull";
import { findPulledShop } from "./find-pulled-shop";
import { getBackfill } from "./get-backfill";

/**
 * Pulls a stretch of the past again. A dry run only counts what that would bring. The windows go the same way as any
 * pull, behind the scheduled ones; asking twice for a stretch that is still under way answers with the one there is.
 */
export async function startBackfill(ctx: Ctx, input: StartBackfillInput): Promise<StartedBackfill> {
  requirePermission(ctx, "sync.backfill");
  const asked = parseInput(startBackfillSchema, input);
  const range = { from: new Date(asked.from), to: new Date(asked.to) };
  if (range.to > ctx.clock.now()) {
    throw invalid("channels.range_in_future", "A backfill ends now at the latest.", [{ path: "to", message: "must not be in the future" }]);
  }
  const { shop, pull } = await findPulledShop({ code: asked.shop });
  const windows = splitWindows({ ...range, maxWindowMs: pull.maxWindowMs });
  if (asked.dry_run) return { count: await countBackfill(ctx, { shop, pull, range }), windows: windows.length, backfill: null };
  const id = await plan(ctx, { shop, range, windows });
  return { count: null, windows: windows.length, backfill: await getBackfill(ctx, { id }) };
}

function plan(ctx: Ctx, input: { shop: KnownShop; range: Interval; windows: Interval[] }): Promise<string> {
  const { shop, range, windows } = input;
  const shopId = shop.id;
  return withTransaction(async (tx) => {
    await lockOptionalShop(tx, shopId);
    const under = await findOpenBatch(tx, { shopId, ...range });
    if (under) return under;
    const batchId = newId();
    const requestedBy = actorLabel(ctx.actor);
    const rows = windows.map(({ from, to }): NewPullRow & { kind: "backfill" } => {
      return { id: newId(), shopId, kind: "backfill", fromAt: from, toAt: to, batchId, requestedBy, createdAt: ctx.clock.now() };
    });
    await insertWindows(tx, rows);
    for (const window of rows) await enqueuePull(tx, { window });
    const after = { shop: shop.access.code, from: range.from.toISOString(), to: range.to.toISOString(), windows: rows.length, batch_id: batchId };
    await appendAudit(tx, ctx, [{ action: "channels.backfill", entityType: "shop", entityId: shopId, after }]);
    return batchId;
  });
}
