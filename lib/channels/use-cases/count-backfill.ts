import { reader } from "@/db/transaction";
import { listOrderMarks } from "@/lib/orders/use-cases/list-order-marks";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { CodedError, conflict } from "@/lib/shared/errors";
import type { BackfillCount } from "../core/backfill-view";
import type { CallFailure, PullSide } from "../core/channel-adapter";
import { compareOrders } from "../core/compare-orders";
import type { Interval } from "../core/coverage";
import { splitWindows } from "../core/plan-windows";
import type { KnownShop } from "../store/shop-access";
import { askBreaker } from "./ask-breaker";
import { shopCaller } from "./shop-caller";
import { tellBreaker } from "./tell-breaker";
import { walkChanged } from "./walk-changed";

/** Whoever asked waits for the count: what is not counted by then is said to be uncounted. */
const COUNT_WITHIN_MS = 20_000;

/** Step: what a backfill would bring, before anything is changed: the platform's list against what is here. */
export async function countBackfill(ctx: Ctx, input: { shop: KnownShop; pull: PullSide; range: Interval }): Promise<BackfillCount> {
  requirePermission(ctx, "sync.backfill");
  const { shop, pull, range } = input;
  const breaker = await askBreaker(reader(), ctx, { shopId: shop.id });
  if (!breaker.allowed) throw conflict("channels.breaker_open", "The platform did not answer lately and is left alone for a while.");
  const caller = shopCaller(ctx, { shop, callsPerSecond: pull.callsPerSecond });
  const until = performance.now() + COUNT_WITHIN_MS;
  const windows = splitWindows({ from: range.from, to: range.to, maxWindowMs: pull.maxWindowMs });
  const seen = new Set<string>();
  const count = { listed: 0, new: 0, newer: 0, same: 0, counted_until: range.from.toISOString() };
  for await (const page of walkChanged(caller, { pull, windows })) {
    if (!page.ok) {
      await tellBreaker(reader(), ctx, { shopId: shop.id, outcome: page });
      throw unanswered(page);
    }
    const listed = page.orders.filter(({ externalId }) => !seen.has(externalId));
    for (const { externalId } of listed) seen.add(externalId);
    const held = await listOrderMarks(reader(), { shopId: shop.id, externalIds: listed.map(({ externalId }) => externalId) });
    const { missing, stale, same } = compareOrders({ listed, held });
    count.listed += listed.length;
    count.new += missing.length;
    count.newer += stale.length;
    count.same += same.length;
    if (page.last) count.counted_until = page.window.to.toISOString();
    if (performance.now() > until) break;
  }
  await tellBreaker(reader(), ctx, { shopId: shop.id, outcome: { ok: true } });
  return count;
}

function unanswered(failure: CallFailure): CodedError {
  return new CodedError({
    kind: "unavailable",
    code: "channels.platform_failed",
    message: `The platform did not answer the question: ${failure.reason}`,
    params: { reason: failure.reason },
  });
}
