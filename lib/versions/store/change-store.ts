import { and, asc, desc, eq, inArray, lte, sql } from "drizzle-orm";
import { shops } from "@/db/schema/channels";
import { orders } from "@/db/schema/orders";
import { changeRequests } from "@/db/schema/versions";
import type { Executor, Tx } from "@/db/transaction";
import type { ChangeState } from "@/lib/versions/core/change-state";
import type { RiskLevel } from "@/lib/versions/core/risk";

export type ChangeRow = typeof changeRequests.$inferSelect;
export type NewChangeRow = typeof changeRequests.$inferInsert;

/** False when another change of the order is active: the partial unique index says so. */
export async function insertChange(tx: Tx, row: NewChangeRow): Promise<boolean> {
  const done = await tx.insert(changeRequests).values(row).onConflictDoNothing().returning({ id: changeRequests.id });
  return done.length > 0;
}

/** Locks in id order; the caller holds the orders' locks already (order before change, everywhere). */
export function lockChanges(tx: Tx, ids: string[]): Promise<ChangeRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.select().from(changeRequests).where(inArray(changeRequests.id, ids)).orderBy(changeRequests.id).for("update");
}

export async function findOptionalActive(db: Executor, orderId: string): Promise<ChangeRow | null> {
  const [row] = await db
    .select()
    .from(changeRequests)
    .where(and(eq(changeRequests.orderId, orderId), eq(changeRequests.state, "pending")))
    .limit(1);
  return row ?? null;
}

export function listActive(db: Executor, orderIds: string[]): Promise<ChangeRow[]> {
  if (orderIds.length === 0) return Promise.resolve([]);
  return db
    .select()
    .from(changeRequests)
    .where(and(inArray(changeRequests.orderId, orderIds), eq(changeRequests.state, "pending")));
}

/** The guard: zero rows means that somebody else decided first. */
export async function decideChange(tx: Tx, id: string, set: Partial<NewChangeRow> & { state: ChangeState }): Promise<boolean> {
  const done = await tx
    .update(changeRequests)
    .set(set)
    .where(and(eq(changeRequests.id, id), eq(changeRequests.state, "pending")))
    .returning({ id: changeRequests.id });
  return done.length > 0;
}

export async function countRecentChanges(db: Executor, input: { orderId: string; since: Date }): Promise<number> {
  const [row] = await db
    .select({ n: sql<number>`count(*)::int` })
    .from(changeRequests)
    .where(
      and(
        eq(changeRequests.orderId, input.orderId),
        eq(changeRequests.state, "approved"),
        sql`${changeRequests.createdAt} >= ${input.since.toISOString()}::timestamptz`,
      ),
    );
  return row?.n ?? 0;
}

/** Past their deadline, not locked: lock the orders first, then the changes, then look again. */
export function listDue(db: Executor, now: Date): Promise<Pick<ChangeRow, "id" | "orderId">[]> {
  return db
    .select({ id: changeRequests.id, orderId: changeRequests.orderId })
    .from(changeRequests)
    .where(and(eq(changeRequests.state, "pending"), lte(changeRequests.dueAt, now)))
    .orderBy(changeRequests.dueAt, changeRequests.id)
    .limit(500);
}

const COLUMNS = { change: changeRequests, order: orders, shopName: shops.name };
export type ChangeListing = { change: ChangeRow; order: typeof orders.$inferSelect; shopName: string };

export type ChangeQuery = {
  states?: readonly ChangeState[];
  orderId?: string;
  requestedById?: string;
  risk?: RiskLevel;
  position?: { at: Date; id: string };
  /** Pending by deadline, decided newest first. */
  order: "due" | "newest";
  limit: number;
};

export function listChanges(db: Executor, query: ChangeQuery): Promise<ChangeListing[]> {
  const { position } = query;
  const at = position?.at.toISOString();
  const after =
    position === undefined
      ? undefined
      : query.order === "due"
        ? sql`(${changeRequests.dueAt}, ${changeRequests.id}) > (${at}::timestamptz, ${position.id}::uuid)`
        : sql`(${changeRequests.createdAt}, ${changeRequests.id}) < (${at}::timestamptz, ${position.id}::uuid)`;
  const sort =
    query.order === "due" ? [asc(changeRequests.dueAt), asc(changeRequests.id)] : [desc(changeRequests.createdAt), desc(changeRequests.id)];
  return db
    .select(COLUMNS)
    .from(changeRequests)
    .innerJoin(orders, eq(orders.id, changeRequests.orderId))
    .innerJoin(shops, eq(shops.id, orders.shopId))
    .where(
      and(
        query.states ? inArray(changeRequests.state, [...query.states]) : undefined,
        query.orderId ? eq(changeRequests.orderId, query.orderId) : undefined,
        query.requestedById ? eq(changeRequests.requestedById, query.requestedById) : undefined,
        query.risk ? sql`${changeRequests.risk}->>'level' = ${query.risk}` : undefined,
        after,
      ),
    )
    .orderBy(...sort)
    .limit(query.limit);
}

export async function findOptionalChange(db: Executor, id: string): Promise<ChangeListing | null> {
  const [row] = await db
    .select(COLUMNS)
    .from(changeRequests)
    .innerJoin(orders, eq(orders.id, changeRequests.orderId))
    .innerJoin(shops, eq(shops.id, orders.shopId))
    .where(eq(changeRequests.id, id))
    .limit(1);
  return row ?? null;
}

export async function countPending(db: Executor): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(changeRequests).where(eq(changeRequests.state, "pending"));
  return row?.n ?? 0;
}
