import { and, asc, eq, isNull, lt, or, sql } from "drizzle-orm";
import { courierAccounts } from "@/db/schema/couriers";
import type { Executor, Tx } from "@/db/transaction";
import type { CourierProvider } from "../core/courier-provider";

export type CourierAccountRow = typeof courierAccounts.$inferSelect;

/** False when another account has the same secret. */
export async function saveCourierAccount(tx: Tx, row: typeof courierAccounts.$inferInsert): Promise<boolean> {
  const saved = await tx
    .insert(courierAccounts)
    .values(row)
    .onConflictDoNothing({ target: courierAccounts.secretHash })
    .returning({ id: courierAccounts.id });
  return saved.length > 0;
}

export async function findOptionalCourierAccount(
  executor: Executor,
  key: { provider: CourierProvider; secretHash: string },
): Promise<CourierAccountRow | null> {
  const [row] = await executor
    .select()
    .from(courierAccounts)
    .where(and(eq(courierAccounts.provider, key.provider), eq(courierAccounts.secretHash, key.secretHash)));
  return row ?? null;
}

export async function listCourierAccountRows(executor: Executor): Promise<CourierAccountRow[]> {
  return executor.select().from(courierAccounts).orderBy(asc(courierAccounts.createdAt));
}

/** A hot row would make every push wait for the one before: one write in three seconds. */
const TOUCH_EVERY_MS = 3_000;
const touched = new Map<string, number>();

export async function touchLastCourierPush(executor: Executor, id: string, at: Date): Promise<void> {
  if (at.getTime() - (touched.get(id) ?? 0) < TOUCH_EVERY_MS) return;
  touched.set(id, at.getTime());
  const before = sql`${at.toISOString()}::timestamptz - interval '3 seconds'`;
  await executor
    .update(courierAccounts)
    .set({ lastPushAt: at })
    .where(and(eq(courierAccounts.id, id), or(isNull(courierAccounts.lastPushAt), lt(courierAccounts.lastPushAt, before))));
}

export async function countRefusedCourierPush(executor: Executor, id: string, error: { reason: string; at: Date }): Promise<void> {
  await executor
    .update(courierAccounts)
    .set({ refusedPushes: sql`${courierAccounts.refusedPushes} + 1`, lastError: error.reason, lastErrorAt: error.at })
    .where(eq(courierAccounts.id, id));
}
