import { and, asc, desc, eq, gt, inArray, isNull, lt, lte, or, sql } from "drizzle-orm";
import { pullWindows } from "@/db/schema/channel-sync";
import type { Executor, Tx } from "@/db/transaction";
import type { FailureKind } from "../core/channel-adapter";
import { type PullState, pullMachine } from "../core/pull-state";

export type PullRow = typeof pullWindows.$inferSelect;
export type NewPullRow = typeof pullWindows.$inferInsert & { id: string };
export type PullCounts = Pick<PullRow, "listed" | "created" | "updated" | "unchanged" | "refused">;

const ROWS_PER_STATEMENT = 1_000;
const OPEN: readonly PullState[] = ["planned", "running", "failed"];

export async function insertWindows(tx: Tx, rows: NewPullRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await tx.insert(pullWindows).values(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
}

export async function findOptionalWindow(executor: Executor, id: string): Promise<PullRow | null> {
  const [row] = await executor.select().from(pullWindows).where(eq(pullWindows.id, id));
  return row ?? null;
}

/** Where the shop's scheduled windows end; null before the first. */
export async function findLastEnd(executor: Executor, shopId: string): Promise<Date | null> {
  const [row] = await executor
    .select({ toAt: pullWindows.toAt })
    .from(pullWindows)
    .where(and(eq(pullWindows.shopId, shopId), eq(pullWindows.kind, "scheduled")))
    .orderBy(desc(pullWindows.toAt))
    .limit(1);
  return row?.toAt ?? null;
}

/** Windows of a shop that are not covered yet, oldest first. */
export async function listOpenWindows(executor: Executor, shopId: string): Promise<PullRow[]> {
  return executor
    .select()
    .from(pullWindows)
    .where(and(eq(pullWindows.shopId, shopId), inArray(pullWindows.state, [...OPEN])))
    .orderBy(asc(pullWindows.fromAt), asc(pullWindows.id));
}

export async function listBatch(executor: Executor, batchId: string): Promise<PullRow[]> {
  return executor.select().from(pullWindows).where(eq(pullWindows.batchId, batchId)).orderBy(asc(pullWindows.fromAt));
}

/** The backfill of exactly this stretch that is not done yet. */
export async function findOpenBatch(executor: Executor, input: { shopId: string; from: Date; to: Date }): Promise<string | null> {
  const rows = await executor
    .select({ batchId: pullWindows.batchId })
    .from(pullWindows)
    .where(and(eq(pullWindows.shopId, input.shopId), eq(pullWindows.kind, "backfill")))
    .groupBy(pullWindows.batchId)
    .having(
      and(
        sql`min(${pullWindows.fromAt}) = ${input.from.toISOString()}::timestamptz`,
        sql`max(${pullWindows.toAt}) = ${input.to.toISOString()}::timestamptz`,
        sql`bool_or(${pullWindows.state} in ('planned', 'running', 'failed'))`,
      ),
    );
  return rows[0]?.batchId ?? null;
}

/** Windows whose worker has given no sign of life since `silentSince` are planned again; returns them. */
export async function loseSilent(tx: Tx, input: { shopId: string; silentSince: Date }): Promise<string[]> {
  const lost = await tx
    .update(pullWindows)
    .set({ state: pullMachine.actions.lose.to, beatAt: null })
    .where(
      and(
        eq(pullWindows.shopId, input.shopId),
        inArray(pullWindows.state, [...pullMachine.actions.lose.from]),
        or(isNull(pullWindows.beatAt), lt(pullWindows.beatAt, input.silentSince)),
      ),
    )
    .returning({ id: pullWindows.id });
  return lost.map((row) => row.id);
}

/** Begins an attempt, and with it counts from nothing; null when the window is not (or not any more) to be pulled. */
export async function startWindow(executor: Executor, input: { id: string; now: Date }): Promise<PullRow | null> {
  const { id, now } = input;
  const [row] = await executor
    .update(pullWindows)
    .set({
      state: pullMachine.actions.start.to,
      attempts: sql`${pullWindows.attempts} + 1`,
      startedAt: now,
      beatAt: now,
      nextTryAt: null,
      listed: 0,
      created: 0,
      updated: 0,
      unchanged: 0,
      refused: 0,
    })
    .where(
      and(
        eq(pullWindows.id, id),
        inArray(pullWindows.state, [...pullMachine.actions.start.from]),
        or(isNull(pullWindows.nextTryAt), lte(pullWindows.nextTryAt, now)),
      ),
    )
    .returning();
  return row ?? null;
}

/** Ours while nobody else began another attempt: every write of a running window is guarded by it. */
export type Attempt = { id: string; attempts: number };

export async function beatWindow(executor: Executor, attempt: Attempt, set: PullCounts & { beatAt: Date }): Promise<boolean> {
  return moveRunning(executor, attempt, set);
}

export async function coverWindow(executor: Executor, attempt: Attempt, set: PullCounts & { finishedAt: Date }): Promise<boolean> {
  return moveRunning(executor, attempt, { ...set, state: pullMachine.actions.cover.to, failureKind: null, error: null, beatAt: null });
}

export async function failWindow(
  executor: Executor,
  attempt: Attempt,
  set: PullCounts & { failureKind: FailureKind; error: string; nextTryAt: Date },
): Promise<boolean> {
  return moveRunning(executor, attempt, { ...set, state: pullMachine.actions.fail.to, beatAt: null });
}

/** The breaker is open: the window waits without counting an attempt. */
export async function postponeWindow(executor: Executor, input: { id: string; until: Date }): Promise<void> {
  await executor
    .update(pullWindows)
    .set({ nextTryAt: input.until })
    .where(and(eq(pullWindows.id, input.id), inArray(pullWindows.state, [...pullMachine.actions.start.from])));
}

/** Failed windows of a shop that reach into a stretch. */
function failedIn(input: { shopId: string; from: Date; to: Date }) {
  const { shopId, from, to } = input;
  return and(eq(pullWindows.shopId, shopId), eq(pullWindows.state, "failed"), lt(pullWindows.fromAt, to), gt(pullWindows.toAt, from));
}

/** A person wants them now, not at their next try. */
export async function hastenFailed(tx: Tx, input: { shopId: string; from: Date; to: Date }): Promise<PullRow[]> {
  return tx.update(pullWindows).set({ nextTryAt: null }).where(failedIn(input)).returning();
}

/** Failed windows that only a person at the shop could help are due at once; returns them. */
export async function hastenWaiting(tx: Tx, shopId: string): Promise<PullRow[]> {
  const setup = inArray(pullWindows.failureKind, ["token_expired", "shop_setup"]);
  return tx
    .update(pullWindows)
    .set({ nextTryAt: null })
    .where(and(eq(pullWindows.shopId, shopId), eq(pullWindows.state, "failed"), setup))
    .returning();
}

/** A person gives up on them: the stretch shows as a gap again. */
export async function abandonFailed(tx: Tx, input: { shopId: string; from: Date; to: Date; at: Date }): Promise<number> {
  const { at, ...stretch } = input;
  const moved = await tx
    .update(pullWindows)
    .set({ state: pullMachine.actions.abandon.to, finishedAt: at, nextTryAt: null })
    .where(failedIn(stretch))
    .returning({ id: pullWindows.id });
  return moved.length;
}

/**
 * Covered windows that ended before `before` become one row a shop, day and contiguous stretch, with the sums of what they
 * brought: the coverage stays the same to the millisecond, and the ledger does not grow by 1,440 rows a shop and day.
 */
export async function compactCovered(tx: Tx, before: Date): Promise<number> {
  const rows = await tx.execute<{ members: number }>(sql`
    with old as materialized (
      select *, date_trunc('day', to_at at time zone 'Asia/Shanghai') as day from pull_windows
      where state = 'covered' and to_at < ${before.toISOString()}::timestamptz),
    pieces as (
      select g.shop_id, g.day, r as piece
      from (select shop_id, day, range_agg(tstzrange(from_at, to_at)) as ranges from old group by shop_id, day having count(*) > 1) g,
        unnest(g.ranges) as r),
    members as materialized (
      select p.piece, o.* from pieces p
      join old o on o.shop_id = p.shop_id and o.day = p.day and o.from_at < upper(p.piece) and o.to_at > lower(p.piece)),
    merged as (
      select shop_id, day, piece, count(*)::int as members, case when bool_or(kind = 'scheduled') then 'scheduled' else 'backfill' end as kind,
        sum(listed)::int as listed, sum(created)::int as created, sum(updated)::int as updated, sum(unchanged)::int as unchanged,
        sum(refused)::int as refused, min(started_at) as started_at, max(finished_at) as finished_at, min(created_at) as created_at
      from members group by shop_id, day, piece having count(*) > 1),
    gone as (
      delete from pull_windows where id in (
        select m.id from members m join merged g on g.shop_id = m.shop_id and g.day = m.day and g.piece = m.piece)),
    kept as (
      insert into pull_windows (id, shop_id, kind, from_at, to_at, state, attempts, listed, created, updated, unchanged, refused,
        requested_by, started_at, finished_at, created_at)
      select gen_random_uuid(), shop_id, kind, lower(piece), upper(piece), 'covered', 1, listed, created, updated, unchanged, refused,
        'schedule', started_at, finished_at, created_at from merged)
    select coalesce(sum(members), 0)::int as members from merged`);
  return rows[0]?.members ?? 0;
}

async function moveRunning(executor: Executor, attempt: Attempt, set: Partial<PullRow>): Promise<boolean> {
  const moved = await executor
    .update(pullWindows)
    .set(set)
    .where(and(eq(pullWindows.id, attempt.id), eq(pullWindows.attempts, attempt.attempts), eq(pullWindows.state, "running")))
    .returning({ id: pullWindows.id });
  return moved.length > 0;
}
