import { reader, withTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import { nextPullTry } from "../core/after-pull-failure";
import type { CallFailure } from "../core/channel-adapter";
import { endReconciliation, findOptionalReconciliation, type ReconciliationRow } from "../store/reconciliation-store";
import { findOptionalKnownShop } from "../store/shop-access";
import { askBreaker } from "./ask-breaker";
import { compareShop } from "./compare-shop";
import { shopCaller } from "./shop-caller";
import { enqueueReconciliation } from "./start-reconciliation";
import { tellBreaker } from "./tell-breaker";

/** A platform that stays away for longer is told to people; the next night compares the same days again. */
const GIVE_UP_AFTER_MS = 2 * 3_600_000;

export type ReconciliationEnd = "done" | "failed" | "waiting" | "settled";

/** Works one comparison off. What the platform does to it never throws: it waits, or ends failed with the reason. */
export async function runReconciliation(ctx: Ctx, input: { reconciliation_id: string }): Promise<ReconciliationEnd> {
  requirePermission(ctx, "orders.ingest");
  const row = await findOptionalReconciliation(reader(), input.reconciliation_id);
  if (row?.state !== "running") return "settled";
  const shop = await findOptionalKnownShop(reader(), { id: row.shopId });
  const pull = shop ? adapterFor(shop.platform).pull : null;
  if (!shop || !pull) return fail(ctx, row, "The shop cannot be pulled any more.");
  const breaker = await askBreaker(reader(), ctx, { shopId: shop.id });
  if (!breaker.allowed)
    return wait(ctx, row, { until: breaker.retryAt, reason: "The platform did not answer lately and is left alone for a while." });
  const caller = shopCaller(ctx, { shop, callsPerSecond: pull.callsPerSecond });
  const outcome = await compareShop(ctx, { reconciliation: row, caller, pull });
  await tellBreaker(reader(), ctx, { shopId: shop.id, outcome: outcome.ok ? { ok: true } : outcome });
  if (!outcome.ok) return afterFailure(ctx, row, outcome);
  await endReconciliation(reader(), { id: row.id, action: "finish", counts: outcome.counts, error: null, at: ctx.clock.now() });
  return "done";
}

function afterFailure(ctx: Ctx, row: ReconciliationRow, failure: CallFailure): Promise<ReconciliationEnd> {
  const passing = failure.kind === "retryable" || failure.kind === "throttled";
  if (!passing) return fail(ctx, row, failure.reason);
  return wait(ctx, row, { until: nextPullTry({ failure, attempts: 1, now: ctx.clock.now() }), reason: failure.reason });
}

async function wait(ctx: Ctx, row: ReconciliationRow, input: { until: Date; reason: string }): Promise<ReconciliationEnd> {
  if (ctx.clock.now().getTime() - row.startedAt.getTime() > GIVE_UP_AFTER_MS) return fail(ctx, row, input.reason);
  await withTransaction((tx) => enqueueReconciliation(tx, { id: row.id, shopId: row.shopId, runAt: input.until }));
  return "waiting";
}

async function fail(ctx: Ctx, row: ReconciliationRow, error: string): Promise<ReconciliationEnd> {
  const { listed, held } = row;
  await endReconciliation(reader(), { id: row.id, action: "fail", counts: { listed, held }, error, at: ctx.clock.now() });
  return "failed";
}
