import type { Executor } from "@/db/transaction";
import { groupBy } from "@/lib/shared/group-by";
import { coverageSegments, isKnownPause } from "../core/coverage";
import { listCovered } from "../store/coverage-store";
import { listPulledShops } from "../store/shop-store";

/** A gap older than this is history that a reconciliation looks at, not an alarm. */
const LOOK_BACK_MS = 30 * 86_400_000;

export type CoverageGap = { shopId: string; shopCode: string; shopName: string; from: Date; to: Date };

/**
 * Step: the stretches that should have been pulled by now and were not, whatever the reason: nothing planned, a window
 * that nobody started, one whose worker died, one that failed. `from` stays the same while a gap grows.
 */
export async function listCoverageGaps(executor: Executor, input: { now: Date }): Promise<CoverageGap[]> {
  const { now } = input;
  const oldest = new Date(now.getTime() - LOOK_BACK_MS);
  const [shops, covered] = await Promise.all([listPulledShops(executor), listCovered(executor, oldest)]);
  const byShop = groupBy(covered, (interval) => interval.shopId);
  return shops.flatMap(({ id, code, name, coverFrom, pausedAt }) => {
    if (!coverFrom || isKnownPause(pausedAt, now)) return [];
    const range = { from: coverFrom > oldest ? coverFrom : oldest, to: now };
    const segments = range.from < now ? coverageSegments({ range, coverFrom, now, covered: byShop.get(id) ?? [], inFlight: [], failed: [] }) : [];
    return segments.flatMap(({ state, from, to }) => (state === "gap" ? [{ shopId: id, shopCode: code, shopName: name, from, to }] : []));
  });
}
