import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { invalid, notFound } from "@/lib/shared/errors";
import { groupBy } from "@/lib/shared/group-by";
import { parseInput } from "@/lib/shared/parse-input";
import { adapterFor } from "../adapters/adapter-for";
import { coverageSegments, type Interval, isKnownPause, type Segment } from "../core/coverage";
import {
  type CoverageFilter,
  type CoverageSegmentView,
  type CoverageView,
  coverageFilterSchema,
  coverageRange,
  MOST_COVERAGE_MS,
  type ShopCoverage,
} from "../core/coverage-view";
import { countOverlaps, listPieces, type Piece } from "../store/coverage-store";
import { listShopRows, type ShopRow } from "../store/shop-store";

/** Which stretches of each shop's time were pulled, are being pulled, failed, or are missing. */
export async function listCoverage(ctx: Ctx, input: CoverageFilter = {}): Promise<CoverageView> {
  requirePermission(ctx, "shops.read");
  const filter = parseInput(coverageFilterSchema, input);
  const now = ctx.clock.now();
  const range = coverageRange(filter, now);
  if (range.from >= range.to || range.to.getTime() - range.from.getTime() > MOST_COVERAGE_MS) {
    throw invalid("channels.bad_range", "The range must end after it begins and span at most 31 days.");
  }
  const rows = (await listShopRows(reader())).filter(({ code }) => filter.shop === undefined || code === filter.shop);
  if (filter.shop !== undefined && rows.length === 0) throw notFound("channels", "shop", filter.shop);
  const shopIds = rows.map(({ id }) => id);
  const [pieces, overlaps] = await Promise.all([listPieces(reader(), { shopIds, range }), countOverlaps(reader(), { shopIds, range })]);
  const byShop = groupBy(pieces, (piece) => piece.shopId);
  return {
    from: range.from.toISOString(),
    to: range.to.toISOString(),
    at: now.toISOString(),
    shops: rows.map((shop) => toView({ shop, range, now, pieces: byShop.get(shop.id) ?? [], overlaps: overlaps.get(shop.id) ?? 0 })),
  };
}

function toView(input: { shop: ShopRow; range: Interval; now: Date; pieces: Piece[]; overlaps: number }): ShopCoverage {
  const { shop, range, now, pieces, overlaps } = input;
  const of = (state: Piece["state"]) => pieces.filter((piece) => piece.state === state);
  const { coverFrom } = shop;
  const covered = of("covered");
  const drawn = coverageSegments({ range, coverFrom, now, covered, inFlight: of("in_flight"), failed: of("failed") });
  const segments = isKnownPause(shop.pausedAt, now) ? drawn.map((segment) => excused(segment, now)) : drawn;
  return {
    shop_id: shop.id,
    code: shop.code,
    name: shop.name,
    platform: shop.platform,
    pulls: pullsOf(shop),
    paused_reason: shop.pausedReason,
    cover_from: coverFrom?.toISOString() ?? null,
    covered_until: covered.at(-1)?.to.toISOString() ?? null,
    last_push_at: shop.lastPushAt?.toISOString() ?? null,
    last_pull_at: shop.lastPullAt?.toISOString() ?? null,
    last_error: shop.lastError,
    breaker: {
      state: shop.breakerState,
      failures: shop.breakerFailures,
      retry_at: shop.breakerRetryAt?.toISOString() ?? null,
      reason: shop.breakerReason,
    },
    gaps: segments.filter(({ state }) => state === "gap").length,
    overlaps,
    segments: segments.map((segment) => segmentView(segment, pieces)),
  };
}

/** What a pause leaves out is pulled when it ends, and no alarm until it looks forgotten. */
function excused(segment: Segment, now: Date): Segment {
  return segment.state === "gap" && segment.to.getTime() === now.getTime() ? { ...segment, state: "due" } : segment;
}

function pullsOf(shop: ShopRow): ShopCoverage["pulls"] {
  if (!adapterFor(shop.platform).pull) return "push_only";
  if (!shop.coverFrom) return "waiting";
  return shop.pausedAt ? "paused" : "on";
}

/** A segment's counts are those of the windows it is drawn from. */
function segmentView({ from, to, state }: Segment, pieces: Piece[]): CoverageSegmentView {
  const piece = pieces.find((one) => one.state === state && one.from < to && one.to > from);
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    state,
    windows: piece?.windows ?? 0,
    listed: piece?.listed ?? 0,
    created: piece?.created ?? 0,
    updated: piece?.updated ?? 0,
    refused: piece?.refused ?? 0,
    error: piece?.error ?? null,
    next_try_at: piece?.nextTryAt?.toISOString() ?? null,
  };
}
