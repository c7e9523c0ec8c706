import { reader } from "@/db/transaction";
import { type BallHolder, goldenParts } from "@/lib/orders/core/ball";
import { ORDER_STATUSES } from "@/lib/orders/core/order-status";
import {
  AT_RISK_MINUTES,
  GOLDEN_SAMPLE,
  GOLDEN_TARGET_MINUTES,
  type OrderStatistics,
  type StatisticsFilter,
  statisticsFilterSchema,
} from "@/lib/orders/core/statistics-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import { startOfShanghaiDay } from "@/lib/shared/clock";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { listGoldenFacts } from "../store/golden-store";
import { readGolden, readHourly, readShopFreshness, readStages, readUrgency } from "../store/statistics-store";
import { findShopId } from "./find-shop-id";

/** The overview in one answer: what must ship, what is late, who waits, how fast we are, how fresh each shop is. */
export async function orderStatistics(ctx: Ctx, input: StatisticsFilter = {}): Promise<OrderStatistics> {
  requirePermission(ctx, "orders.read");
  const { shop } = parseInput(statisticsFilterSchema, input);
  const db = reader();
  const shopId = shop ? await findShopId(db, shop) : null;
  const now = ctx.clock.now();
  const today = startOfShanghaiDay(now);
  const [stages, urgency, golden, hourly, shops, facts] = await Promise.all([
    readStages(db, { shopId, today }),
    readUrgency(db, {
      shopId,
      now,
      riskUntil: new Date(now.getTime() + AT_RISK_MINUTES * 60_000),
    }),
    readGolden(db, { shopId, today }),
    readHourly(db, { shopId, now }),
    readShopFreshness(db, { shopId }),
    listGoldenFacts(db, { shopId, today, limit: GOLDEN_SAMPLE }),
  ]);
  const byStatus = new Map(stages.map((row) => [row.status, row]));
  return {
    at: now.toISOString(),
    to_ship: (byStatus.get("ready_to_ship")?.orders ?? 0) + (byStatus.get("partially_shipped")?.orders ?? 0),
    late: urgency.late,
    at_risk: urgency.atRisk,
    waiting_for_person: urgency.waiting,
    golden: {
      p50: round(golden.p50),
      p90: round(golden.p90),
      orders: golden.orders,
      target: GOLDEN_TARGET_MINUTES,
      parts: meanParts(facts.map((fact) => goldenParts({ ...fact, now }))),
    },
    stages: ORDER_STATUSES.map((status) => ({
      status,
      orders: byStatus.get(status)?.orders ?? 0,
      oldest_since: iso(byStatus.get(status)?.oldest),
    })),
    hourly: hourly.map((row) => ({
      hour: new Date(row.hour).toISOString(),
      platform: row.platform,
      orders: row.orders,
      week_before: row.before,
    })),
    shops: shops.map(({ heardAt, ...row }) => ({
      ...row,
      heard_at: iso(heardAt),
    })),
  };
}

function iso(text: string | null | undefined): string | null {
  return text ? new Date(text).toISOString() : null;
}

function round(minutes: number | null): number | null {
  return minutes === null ? null : Math.round(minutes * 10) / 10;
}

/** Mean minutes per holder over all orders, whether a holder had one or not: so the means add up to the mean of the whole. */
function meanParts(all: Partial<Record<BallHolder, number>>[]): Partial<Record<BallHolder, number>> {
  const means: Partial<Record<BallHolder, number>> = {};
  for (const parts of all)
    for (const [holder, ms] of Object.entries(parts) as [BallHolder, number][]) means[holder] = (means[holder] ?? 0) + ms / 60_000 / all.length;
  return Object.fromEntries(Object.entries(means).map(([holder, minutes]) => [holder, round(minutes)]));
}
