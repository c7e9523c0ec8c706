import { and, eq, inArray, sql } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { orderEvents, orderExceptions } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { ExceptionType } from "@/lib/orders/core/exception-type";
import { LIFECYCLE_EVENTS } from "@/lib/orders/core/order-event";
import { ROUTE_FACT_PREFIX } from "@/lib/orders/core/route-fact";

export type EventRow = typeof orderEvents.$inferSelect;
export type NewEventRow = typeof orderEvents.$inferInsert;

/**
 * Adds facts; a repeat adds nothing. Where the same fact is dated twice the earlier instant stays, so the order in
 * which two snapshots arrive cannot matter. Returns the keys that were really new, and the orders of which any fact changed.
 */
export async function insertEvents(tx: Tx, rows: NewEventRow[]): Promise<{ fresh: Set<string>; changed: Set<string> }> {
  const fresh = new Set<string>();
  const changed = new Set<string>();
  const done = await insertRows<typeof orderEvents, { orderId: string; key: string; isNew: boolean }>(tx, {
    table: orderEvents,
    rows,
    rest: sql`on conflict (order_id, source_event_id) do update set occurred_at = excluded.occurred_at
      where excluded.occurred_at < order_events.occurred_at and order_events.source = 'platform'
      returning order_id as "orderId", source_event_id as key, (xmax = 0) as "isNew"`,
  });
  for (const row of done) {
    changed.add(row.orderId);
    if (row.isNew) fresh.add(`${row.orderId} ${row.key}`);
  }
  return { fresh, changed };
}

/** Makes the route facts of these orders exactly `rows`; false when they were already. */
export async function replaceRouteEvents(tx: Tx, input: { orderIds: string[]; rows: NewEventRow[] }): Promise<boolean> {
  const { orderIds, rows } = input;
  const wanted = JSON.stringify(rows.map(({ orderId, sourceEventId }) => ({ o: orderId, k: sourceEventId })));
  const gone = await tx.execute(sql`
    delete from order_events e
    where e.order_id in (select value::uuid from json_array_elements_text(${JSON.stringify(orderIds)}::json))
      and e.source_event_id like ${`${ROUTE_FACT_PREFIX}%`}
      and not exists (select 1 from json_to_recordset(${wanted}::json) as w(o uuid, k text) where w.o = e.order_id and w.k = e.source_event_id)`);
  if (rows.length === 0) return gone.count > 0;
  const set = { occurredAt: sql`excluded.occurred_at`, data: sql`excluded.data` };
  const written = await tx
    .insert(orderEvents)
    .values(rows)
    .onConflictDoUpdate({
      target: [orderEvents.orderId, orderEvents.sourceEventId],
      set,
      setWhere: sql`(${orderEvents.occurredAt}, ${orderEvents.data}) is distinct from (excluded.occurred_at, excluded.data)`,
    })
    .returning({ id: orderEvents.id });
  return gone.count + written.length > 0;
}

export function listLifecycleEvents(db: Executor, orderIds: string[]): Promise<EventRow[]> {
  return db
    .select()
    .from(orderEvents)
    .where(and(inArray(orderEvents.orderId, orderIds), inArray(orderEvents.type, [...LIFECYCLE_EVENTS])));
}

export function listEvents(db: Executor, orderId: string): Promise<EventRow[]> {
  return db
    .select()
    .from(orderEvents)
    .where(inArray(orderEvents.orderId, [orderId]))
    .orderBy(orderEvents.occurredAt, orderEvents.recordedAt, orderEvents.id);
}

export type NewException = {
  orderId: string;
  type: ExceptionType;
  key: string;
  detail: Record<string, unknown>;
  openedAt: Date;
  dueAt: Date | null;
};

/** Opens exceptions; one that was closed and holds again is re-opened, one that is open says what holds now. Returns those that were not open before. */
export async function openExceptions(tx: Tx, rows: NewException[]): Promise<{ orderId: string; type: ExceptionType }[]> {
  if (rows.length === 0) return [];
  const wanted = JSON.stringify(rows.map(({ orderId, type, key, detail }) => ({ o: orderId, t: type, k: key, d: detail })));
  await tx.execute(sql`
    update order_exceptions e set detail = w.d from json_to_recordset(${wanted}::json) as w(o uuid, t text, k text, d jsonb)
    where e.order_id = w.o and e.type = w.t and e.key = w.k and e.closed_at is null and e.detail <> w.d`);
  return tx
    .insert(orderExceptions)
    .values(rows)
    .onConflictDoUpdate({
      target: [orderExceptions.orderId, orderExceptions.type, orderExceptions.key],
      set: { closedAt: null, openedAt: sql`excluded.opened_at`, detail: sql`excluded.detail`, dueAt: sql`excluded.due_at` },
      setWhere: sql`${orderExceptions.closedAt} is not null`,
    })
    .returning({ orderId: orderExceptions.orderId, type: orderExceptions.type });
}

/** Closes the open exceptions of `type` on these orders whose key is not in `keep`. */
export async function closeExceptions(
  tx: Tx,
  input: { type: ExceptionType; orderIds: string[]; keep: { orderId: string; key: string }[]; at: Date },
): Promise<{ orderId: string; type: ExceptionType }[]> {
  if (input.orderIds.length === 0) return [];
  const keep = JSON.stringify(input.keep.map(({ orderId, key }) => ({ o: orderId, k: key })));
  return tx.execute<{ orderId: string; type: ExceptionType }>(sql`
    update order_exceptions e set closed_at = ${input.at.toISOString()}::timestamptz
    where e.closed_at is null and e.type = ${input.type}
      and e.order_id in (select value::uuid from json_array_elements_text(${JSON.stringify(input.orderIds)}::json))
      and not exists (select 1 from json_to_recordset(${keep}::json) as k(o uuid, k text) where k.o = e.order_id and k.k = e.key)
    returning e.order_id as "orderId", e.type`);
}

/** Every exception the order ever had, for who held the ball. */
export function listOrderExceptions(db: Executor, orderId: string) {
  return db.select().from(orderExceptions).where(eq(orderExceptions.orderId, orderId)).orderBy(orderExceptions.openedAt);
}

/** Open exceptions per order, after a change. */
export async function countOpenExceptions(tx: Tx, orderIds: string[]): Promise<Map<string, number>> {
  if (orderIds.length === 0) return new Map();
  const rows = await tx
    .select({ orderId: orderExceptions.orderId, n: sql<number>`count(*)::int` })
    .from(orderExceptions)
    .where(and(inArray(orderExceptions.orderId, orderIds), sql`${orderExceptions.closedAt} is null`))
    .groupBy(orderExceptions.orderId);
  return new Map(rows.map((row) => [row.orderId, row.n]));
}

/** The facts of an order that cannot apply, by source event id. */
export async function listRefusedKeys(db: Executor, orderId: string): Promise<Set<string>> {
  const rows = await db
    .select({ key: orderExceptions.key })
    .from(orderExceptions)
    .where(sql`${orderExceptions.orderId} = ${orderId} and ${orderExceptions.type} = 'event_cannot_apply' and ${orderExceptions.closedAt} is null`);
  return new Set(rows.map((row) => row.key));
}
