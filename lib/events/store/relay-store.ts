import { and, eq, inArray, sql } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { effects, liveEvents, outboxEvents } from "@/db/schema/events";
import type { Executor, Tx } from "@/db/transaction";
import type { DomainEvent } from "@/lib/events/core/catalogue";

/** Claims by state, never by "last id": rows somebody else holds are skipped. */
export async function claimEvents(tx: Tx, ids: string[]): Promise<DomainEvent[]> {
  const rows = await tx
    .select()
    .from(outboxEvents)
    .where(and(inArray(outboxEvents.id, ids), eq(outboxEvents.state, "pending")))
    .orderBy(outboxEvents.id)
    .for("update", { skipLocked: true });
  return rows.map((row) => ({ id: row.id, type: row.type, payload: row.payload, requestId: row.requestId }) as DomainEvent);
}

/** The events whose effect by `handler` was not there yet. */
export async function insertEffects(tx: Tx, handler: string, eventIds: string[]): Promise<Set<string>> {
  const done = await insertRows<typeof effects, { eventId: string }>(tx, {
    table: effects,
    rows: eventIds.map((eventId) => ({ eventId, handler })),
    rest: sql`on conflict do nothing returning event_id as "eventId"`,
  });
  return new Set(done.map((row) => row.eventId));
}

export async function markDone(tx: Tx, ids: string[]): Promise<void> {
  await tx.update(outboxEvents).set({ state: "done", doneAt: sql`now()` }).where(inArray(outboxEvents.id, ids));
}

/** Counts a failed attempt; at `limit` the event is dead and needs a person. */
export async function markFailed(db: Executor, input: { id: string; error: string; limit: number }): Promise<"pending" | "dead" | null> {
  const [row] = await db
    .update(outboxEvents)
    .set({
      attempts: sql`${outboxEvents.attempts} + 1`,
      lastError: input.error.slice(0, 500),
      state: sql`case when ${outboxEvents.attempts} + 1 >= ${input.limit} then 'dead' else ${outboxEvents.state} end`,
    })
    .where(and(eq(outboxEvents.id, input.id), eq(outboxEvents.state, "pending")))
    .returning({ state: outboxEvents.state });
  return row ? (row.state === "dead" ? "dead" : "pending") : null;
}

/** Pending for longer than `olderThanSeconds` and than the pauses between the attempts it has had (e, e², e³… s). */
export async function listOldPending(tx: Tx, input: { olderThanSeconds: number; limit: number }): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from outbox_events
    where state = 'pending' and created_at < now() - make_interval(secs => ${input.olderThanSeconds} + case attempts when 0 then 0 else 2 * exp(least(attempts, 10)) end)
    order by created_at limit ${input.limit}`);
  return rows.map((row) => row.id);
}

const LIVE_LOCK = 7_260_003;

/** Rows browsers read by id: the lock makes ids commit in order, so that "after id N" never misses one. */
export async function insertLiveEvents(tx: Tx, events: DomainEvent[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${LIVE_LOCK})`);
  await insertRows(tx, { table: liveEvents, rows: events.map(({ type, payload }) => ({ type, payload })) });
}

/** Outside every business transaction: NOTIFY inside one would serialise commits. */
export async function notifyLive(db: Executor): Promise<void> {
  await db.execute(sql`select pg_notify('tongdan_live', '')`);
}

export type LiveRow = { id: number; type: string; payload: Record<string, unknown>; createdAt: Date };

export async function listLiveRows(db: Executor, input: { after: number; limit: number }): Promise<LiveRow[]> {
  return db.select().from(liveEvents).where(sql`${liveEvents.id} > ${input.after}`).orderBy(liveEvents.id).limit(input.limit);
}

export async function findLiveBounds(db: Executor): Promise<{ first: number; last: number }> {
  const [row] = await db.execute<{ first: string | null; last: string | null }>(sql`select min(id) as first, max(id) as last from live_events`);
  return { first: Number(row?.first ?? 0), last: Number(row?.last ?? 0) };
}

export async function deleteOldTraces(
  db: Executor,
  input: { liveHours: number; effectDays: number },
): Promise<{ live: number; effects: number; outbox: number }> {
  const live = await db.execute(sql`delete from live_events where created_at < now() - make_interval(hours => ${input.liveHours})`);
  const old = sql`now() - make_interval(days => ${input.effectDays})`;
  const outbox = await db.execute(sql`delete from outbox_events where state = 'done' and done_at < ${old}`);
  const gone = await db.execute(
    sql`delete from effects e where e.created_at < ${old} and not exists (select 1 from outbox_events o where o.id = e.event_id)`,
  );
  return { live: live.count, effects: gone.count, outbox: outbox.count };
}
