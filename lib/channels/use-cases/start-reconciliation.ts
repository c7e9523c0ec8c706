import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { invalid } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import type { Interval } from "../core/coverage";
import { PULL_PRIORITY, pullQueue } from "../core/pull-queue";
import { type ReconciliationDetail, type StartReconciliationInput, startReconciliationSchema } from "../core/reconciliation-view";
import { findOptionalRunning, insertReconciliation } from "../store/reconciliation-store";
import { lockOptionalShop } from "../store/shop-store";
import { findPulledShop } from "./find-pulled-shop";
import { getReconciliation } from "./get-reconciliation";

/** Longer than this no comparison takes: one that is older has been lost. */
const UNDER_WAY_MS = 6 * 3_600_000;

/** Compares a stretch of a shop with its platform and repairs what differs, in the background. One at a time for a shop. */
export async function startReconciliation(ctx: Ctx, input: StartReconciliationInput): Promise<ReconciliationDetail> {
  requirePermission(ctx, "sync.reconcile");
  const asked = parseInput(startReconciliationSchema, input);
  const range = { from: new Date(asked.from), to: new Date(asked.to) };
  if (range.to > ctx.clock.now()) {
    throw invalid("channels.range_in_future", "A comparison ends now at the latest.", [{ path: "to", message: "must not be in the future" }]);
  }
  const { shop } = await findPulledShop({ code: asked.shop });
  const id = await withTransaction(async (tx) => {
    const planned = await planReconciliation(tx, ctx, { shopId: shop.id, range });
    const after = { shop: asked.shop, reconciliation_id: planned, from: range.from.toISOString(), to: range.to.toISOString() };
    await appendAudit(tx, ctx, [{ action: "channels.reconcile", entityType: "shop", entityId: shop.id, after }]);
    return planned;
  });
  return getReconciliation(ctx, { id });
}

/** Step: the id of the comparison, or of the one that is under way for this shop. */
export async function planReconciliation(tx: Tx, ctx: Ctx, input: { shopId: string; range: Interval }): Promise<string> {
  const { shopId, range } = input;
  const now = ctx.clock.now();
  await lockOptionalShop(tx, shopId);
  const running = await findOptionalRunning(tx, { shopId, since: new Date(now.getTime() - UNDER_WAY_MS) });
  if (running) return running.id;
  const id = newId();
  await insertReconciliation(tx, { id, shopId, fromAt: range.from, toAt: range.to, requestedBy: actorLabel(ctx.actor), startedAt: now });
  await enqueueReconciliation(tx, { id, shopId });
  return id;
}

export function enqueueReconciliation(tx: Tx, input: { id: string; shopId: string; runAt?: Date }): Promise<void> {
  return enqueueJob(tx, {
    name: "reconcile_shop",
    payload: { reconciliation_id: input.id },
    queue: pullQueue(input.shopId),
    key: `reconcile:${input.id}`,
    priority: PULL_PRIORITY.reconciliation,
    runAt: input.runAt,
  });
}
