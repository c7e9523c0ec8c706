import { and, desc, eq, inArray, lt, ne, or, sql } from "drizzle-orm";
import { inbox } from "@/db/schema/inbox";
import type { Executor, Tx } from "@/db/transaction";
import type { InboxSource, InboxState } from "../core/inbox-state";

export type InboxRow = typeof inbox.$inferSelect;
export type NewInboxRow = typeof inbox.$inferInsert & { id: string };

/** Inserts, or counts a repeat; `inserted` tells which (xmax is 0 only for a row this statement made). */
export async function savePushes(tx: Tx, rows: NewInboxRow[]): Promise<{ id: string; inserted: boolean }[]> {
  return tx
    .insert(inbox)
    .values(rows)
    .onConflictDoUpdate({ target: [inbox.source, inbox.scope, inbox.dedupeKey], set: { repeats: sql`${inbox.repeats} + 1` } })
    .returning({ id: inbox.id, inserted: sql<boolean>`(xmax = 0)` });
}

/** Counts the attempt and returns the row, if it is in one of `states`. */
export async function takeOptionalPush(executor: Executor, input: { id: string; states: readonly InboxState[] }): Promise<InboxRow | null> {
  const [row] = await executor
    .update(inbox)
    .set({ attempts: sql`${inbox.attempts} + 1` })
    .where(and(eq(inbox.id, input.id), inArray(inbox.state, [...input.states])))
    .returning();
  return row ?? null;
}

export type PushMove = {
  from: readonly InboxState[];
  to: InboxState;
  reason: string | null;
  waitsFor: string | null;
  processedAt: Date | null;
  /** Given where the count starts afresh. */
  attempts?: number;
};

/** The guarded write: false when the push has left `from` meanwhile. */
export async function movePush(tx: Tx, id: string, move: PushMove): Promise<boolean> {
  const { from, to, ...columns } = move;
  const moved = await tx
    .update(inbox)
    .set({ state: to, ...columns })
    .where(and(eq(inbox.id, id), inArray(inbox.state, [...from])))
    .returning({ id: inbox.id });
  return moved.length > 0;
}

/** Parked pushes that wait for one of `waitsFor` go back to `received`; returns their ids. */
export async function reviveParked(tx: Tx, waitsFor: string[]): Promise<string[]> {
  if (waitsFor.length === 0) return [];
  const revived = await tx
    .update(inbox)
    .set({ state: "received" })
    .where(and(eq(inbox.state, "parked"), inArray(inbox.waitsFor, waitsFor)))
    .returning({ id: inbox.id });
  return revived.map((row) => row.id);
}

export async function findOptionalPush(executor: Executor, id: string): Promise<InboxRow | null> {
  const [row] = await executor.select().from(inbox).where(eq(inbox.id, id));
  return row ?? null;
}

export type UnsettledFilter = {
  states: InboxState[];
  source?: InboxSource;
  before: { receivedAt: Date; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listUnsettled(executor: Executor, filter: UnsettledFilter): Promise<Omit<InboxRow, "payload" | "originalPayload">[]> {
  const { before } = filter;
  return executor
    .select({
      id: inbox.id,
      source: inbox.source,
      scope: inbox.scope,
      shopId: inbox.shopId,
      dedupeKey: inbox.dedupeKey,
      topic: inbox.topic,
      state: inbox.state,
      attempts: inbox.attempts,
      reason: inbox.reason,
      waitsFor: inbox.waitsFor,
      repeats: inbox.repeats,
      requestId: inbox.requestId,
      receivedAt: inbox.receivedAt,
      processedAt: inbox.processedAt,
      repairedBy: inbox.repairedBy,
    })
    .from(inbox)
    .where(
      and(
        inArray(inbox.state, filter.states),
        filter.source ? eq(inbox.source, filter.source) : undefined,
        before ? or(lt(inbox.receivedAt, before.receivedAt), and(eq(inbox.receivedAt, before.receivedAt), lt(inbox.id, before.id))) : undefined,
      ),
    )
    .orderBy(desc(inbox.receivedAt), desc(inbox.id))
    .limit(filter.limit);
}

/** Counts what is not processed: a small partial index, whatever the inbox's age. */
export async function countOpenByScope(executor: Executor): Promise<{ scope: string; state: InboxState; count: number }[]> {
  return executor
    .select({ scope: inbox.scope, state: inbox.state, count: sql<number>`count(*)::int` })
    .from(inbox)
    .where(ne(inbox.state, "processed"))
    .groupBy(inbox.scope, inbox.state);
}
