import { and, asc, eq, isNotNull, isNull, lt, or, sql } from "drizzle-orm";
import { shops } from "@/db/schema/channels";
import type { Executor, Tx } from "@/db/transaction";

export type ShopRow = typeof shops.$inferSelect;
export type NewShopRow = typeof shops.$inferInsert & { id: string };

/** False when the code is taken. */
export async function saveNewShop(tx: Tx, row: NewShopRow): Promise<boolean> {
  const saved = await tx.insert(shops).values(row).onConflictDoNothing({ target: shops.code }).returning({ id: shops.id });
  return saved.length > 0;
}

export async function findOptionalShopByCode(executor: Executor, code: string): Promise<ShopRow | null> {
  const [row] = await executor.select().from(shops).where(eq(shops.code, code));
  return row ?? null;
}

export async function findOptionalShop(executor: Executor, id: string): Promise<ShopRow | null> {
  const [row] = await executor.select().from(shops).where(eq(shops.id, id));
  return row ?? null;
}

export async function lockOptionalShop(tx: Tx, id: string): Promise<ShopRow | null> {
  const [row] = await tx.select().from(shops).where(eq(shops.id, id)).for("update");
  return row ?? null;
}

export async function saveShop(tx: Tx, id: string, change: Partial<ShopRow>): Promise<void> {
  await tx.update(shops).set(change).where(eq(shops.id, id));
}

export async function listShopRows(executor: Executor): Promise<ShopRow[]> {
  return executor.select().from(shops).orderBy(asc(shops.createdAt), asc(shops.id));
}

/** Shops whose time must be covered by pulls. */
export async function listPulledShops(executor: Executor): Promise<ShopRow[]> {
  return executor.select().from(shops).where(isNotNull(shops.coverFrom)).orderBy(asc(shops.createdAt), asc(shops.id));
}

/** Sync age needs seconds, not a write per push: a hot row would make every push wait for the one before. */
const TOUCH_EVERY_MS = 3_000;
const TOUCH_EVERY = sql`interval '3 seconds'`;
const touched = new Map<string, number>();
const fedAt = new Map<string, number>();

/** One write in three seconds: this process remembers, the condition holds back the others. */
export async function touchLastPush(executor: Executor, id: string, at: Date): Promise<void> {
  if (at.getTime() - (touched.get(id) ?? 0) < TOUCH_EVERY_MS) return;
  touched.set(id, at.getTime());
  await executor
    .update(shops)
    .set({ lastPushAt: at })
    .where(and(eq(shops.id, id), or(isNull(shops.lastPushAt), lt(shops.lastPushAt, sql`${at.toISOString()}::timestamptz - ${TOUCH_EVERY}`))));
}

/** The shop's feed brought something; as seldom as with pushes. */
export async function touchLastFeed(executor: Executor, id: string, at: Date): Promise<void> {
  if (at.getTime() - (fedAt.get(id) ?? 0) < TOUCH_EVERY_MS) return;
  fedAt.set(id, at.getTime());
  await executor.update(shops).set({ lastFeedAt: at }).where(eq(shops.id, id));
}

/** A pull of the shop ended well. */
export async function touchLastPull(executor: Executor, id: string, at: Date): Promise<void> {
  await executor.update(shops).set({ lastPullAt: at, lastError: null, lastErrorAt: null }).where(eq(shops.id, id));
}

/** An order came through: its time, and the end of an earlier error. */
export async function touchLastOrder(tx: Tx, id: string, at: Date): Promise<void> {
  await tx
    .update(shops)
    .set({ lastOrderAt: at, lastError: null, lastErrorAt: null })
    .where(
      and(
        eq(shops.id, id),
        or(isNull(shops.lastOrderAt), lt(shops.lastOrderAt, sql`${at.toISOString()}::timestamptz - ${TOUCH_EVERY}`), isNotNull(shops.lastError)),
      ),
    );
}

export async function countRefusedPush(executor: Executor, id: string, error: { reason: string; at: Date }): Promise<void> {
  await executor
    .update(shops)
    .set({ refusedPushes: sql`${shops.refusedPushes} + 1`, lastError: error.reason, lastErrorAt: error.at })
    .where(eq(shops.id, id));
}

export async function noteShopError(executor: Executor, id: string, error: { reason: string; at: Date }): Promise<void> {
  await executor.update(shops).set({ lastError: error.reason, lastErrorAt: error.at }).where(eq(shops.id, id));
}
