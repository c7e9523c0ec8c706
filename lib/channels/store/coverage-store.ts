import { sql } from "drizzle-orm";
import type { Executor } from "@/db/transaction";
import type { Interval } from "../core/coverage";

export type PieceState = "covered" | "in_flight" | "failed";

/** Windows of one state that touch or overlap, as one interval with what they brought. */
export type Piece = Interval & {
  shopId: string;
  state: PieceState;
  windows: number;
  listed: number;
  created: number;
  updated: number;
  refused: number;
  error: string | null;
  nextTryAt: Date | null;
};

const STATE = sql`case state when 'covered' then 'covered' when 'failed' then 'failed' else 'in_flight' end`;

/** The union of each shop's windows that reach into the range, by state: few rows, however many windows. */
export async function listPieces(executor: Executor, input: { shopIds: string[]; range: Interval }): Promise<Piece[]> {
  const rows = await executor.execute<Omit<Piece, "from" | "to" | "nextTryAt"> & { from: string; to: string; nextTryAt: string | null }>(sql`
    with w as materialized (
      select shop_id, ${STATE} as state, from_at, to_at, listed, created, updated, refused, error, next_try_at
      from pull_windows
      where shop_id in (select value::uuid from json_array_elements_text(${JSON.stringify(input.shopIds)}::json))
        and to_at > ${input.range.from.toISOString()}::timestamptz and from_at < ${input.range.to.toISOString()}::timestamptz
        and state <> 'abandoned'),
    pieces as (
      select g.shop_id, g.state, r as piece
      from (select shop_id, state, range_agg(tstzrange(from_at, to_at)) as ranges from w group by shop_id, state) g, unnest(g.ranges) as r)
    select p.shop_id as "shopId", p.state, lower(p.piece) as "from", upper(p.piece) as "to", count(*)::int as windows,
      sum(w.listed)::int as listed, sum(w.created)::int as created, sum(w.updated)::int as updated, sum(w.refused)::int as refused,
      (array_agg(w.error order by w.to_at desc) filter (where w.error is not null))[1] as error, min(w.next_try_at) as "nextTryAt"
    from pieces p join w on w.shop_id = p.shop_id and w.state = p.state and w.from_at < upper(p.piece) and w.to_at > lower(p.piece)
    group by p.shop_id, p.state, p.piece order by p.shop_id, lower(p.piece)`);
  return rows.map(({ from, to, nextTryAt, ...rest }) => ({
    ...rest,
    from: new Date(from),
    to: new Date(to),
    nextTryAt: nextTryAt ? new Date(nextTryAt) : null,
  }));
}

/** What is covered, per shop, since `from`. */
export async function listCovered(executor: Executor, from: Date): Promise<(Interval & { shopId: string })[]> {
  const rows = await executor.execute<{ shopId: string; from: string; to: string }>(sql`
    select g.shop_id as "shopId", lower(r) as "from", upper(r) as "to"
    from (select shop_id, range_agg(tstzrange(from_at, to_at)) as ranges from pull_windows
          where state = 'covered' and to_at > ${from.toISOString()}::timestamptz group by shop_id) g, unnest(g.ranges) as r
    order by g.shop_id, lower(r)`);
  return rows.map((row) => ({ shopId: row.shopId, from: new Date(row.from), to: new Date(row.to) }));
}

/** How often a covered window begins before the one before it ended, per shop. */
export async function countOverlaps(executor: Executor, input: { shopIds: string[]; range: Interval }): Promise<Map<string, number>> {
  const rows = await executor.execute<{ shopId: string; count: number }>(sql`
    select shop_id as "shopId", (count(*) filter (where from_at < before))::int as count
    from (select shop_id, from_at, lag(to_at) over (partition by shop_id order by from_at, to_at) as before from pull_windows
          where shop_id in (select value::uuid from json_array_elements_text(${JSON.stringify(input.shopIds)}::json)) and state = 'covered'
            and to_at > ${input.range.from.toISOString()}::timestamptz and from_at < ${input.range.to.toISOString()}::timestamptz) w
    group by shop_id`);
  return new Map(rows.map((row) => [row.shopId, row.count]));
}

/** Where each shop's pulls have come to. */
export async function listCoveredUntil(executor: Executor): Promise<Map<string, Date>> {
  const rows = await executor.execute<{ shopId: string; until: string }>(sql`
    select s.id as "shopId", w.to_at as until from shops s
    cross join lateral (select to_at from pull_windows where shop_id = s.id and state = 'covered' order by to_at desc limit 1) w
    where s.cover_from is not null`);
  return new Map(rows.map((row) => [row.shopId, new Date(row.until)]));
}
