import { type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/transaction";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import type { Platform } from "@/lib/shared/platform";

type Scope = { shopId: string | null };
const inScope = ({ shopId }: Scope): SQL => (shopId === null ? sql`true` : sql`o.shop_id = ${shopId}`);

export async function readStages(db: Executor, input: Scope & { today: Date }) {
  const rows = await db.execute<{
    status: OrderStatus;
    orders: number;
    oldest: string | null;
  }>(sql`
    select o.status, count(*)::int as orders, min(o.stage_since) as oldest from orders o
    where ${inScope(input)} and (o.status in ('unpaid', 'paid', 'ready_to_ship', 'partially_shipped', 'shipped', 'delivered')
      or (o.status in ('completed', 'cancelled') and o.stage_since >= ${input.today.toISOString()}))
    group by o.status`);
  return [...rows];
}

export async function readUrgency(db: Executor, input: Scope & { now: Date; riskUntil: Date }) {
  const [row] = await db.execute<{
    late: number;
    atRisk: number;
    waiting: number;
  }>(sql`
    select count(*) filter (where o.promised_ship_at < ${input.now.toISOString()})::int as late,
      count(*) filter (where o.promised_ship_at >= ${input.now.toISOString()} and o.promised_ship_at < ${input.riskUntil.toISOString()})::int as "atRisk",
      count(*) filter (where o.open_exceptions > 0 or o.open_holds > 0)::int as waiting
    from orders o where ${inScope(input)} and o.status in ('paid', 'ready_to_ship', 'partially_shipped')`);
  return row ?? { late: 0, atRisk: 0, waiting: 0 };
}

export async function readGolden(db: Executor, input: Scope & { today: Date }) {
  const [row] = await db.execute<{
    p50: number | null;
    p90: number | null;
    orders: number;
  }>(sql`
    select percentile_cont(0.5) within group (order by m) as p50, percentile_cont(0.9) within group (order by m) as p90, count(*)::int as orders
    from (
      select extract(epoch from o.ready_at - o.placed_at)::float8 / 60 as m from orders o
      where ${inScope(input)} and o.ready_at >= ${input.today.toISOString()}
    ) r`);
  return row ?? { p50: null, p90: null, orders: 0 };
}

/** 24 hours × 7 platforms: at most 168 points a series. */
export async function readHourly(db: Executor, input: Scope & { now: Date }) {
  const at = input.now.toISOString();
  const rows = await db.execute<{
    hour: string;
    platform: Platform;
    orders: number;
    before: number;
  }>(sql`
    with span as (select date_trunc('hour', ${at}::timestamptz) as last),
    counted as (
      select date_trunc('hour', o.placed_at) as hour, o.platform, count(*)::int as orders, 0 as before from orders o, span
      where ${inScope(input)} and o.placed_at >= span.last - interval '23 hours' and o.placed_at <= ${at}::timestamptz group by 1, 2
      union all
      select date_trunc('hour', o.placed_at) + interval '7 days', o.platform, 0, count(*)::int from orders o, span
      where ${inScope(input)} and o.placed_at >= span.last - interval '7 days 23 hours' and o.placed_at < span.last - interval '7 days' + interval '1 hour'
      group by 1, 2
    )
    select hour, platform, sum(orders)::int as orders, sum(before)::int as before from counted group by 1, 2 order by 1, 2`);
  return [...rows];
}

export async function readShopFreshness(db: Executor, input: Scope) {
  const rows = await db.execute<{
    id: string;
    code: string;
    name: string;
    platform: Platform;
    heardAt: string | null;
  }>(sql`
    select o.id, o.code, o.name, o.platform, greatest(o.last_push_at, o.last_order_at) as "heardAt"
    from shops o where ${input.shopId === null ? sql`true` : sql`o.id = ${input.shopId}`}
    order by greatest(o.last_push_at, o.last_order_at) nulls first, o.code`);
  return [...rows];
}
