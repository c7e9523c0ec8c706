import { eq, inArray } from "drizzle-orm";
import { orders } from "@/db/schema/orders";
import type { Executor } from "@/db/transaction";

/** The numbers of these orders, by id. */
export async function listOrderNumbers(db: Executor, ids: string[]): Promise<Record<string, string>> {
  if (ids.length === 0) return {};
  const rows = await db.select({ id: orders.id, number: orders.externalId }).from(orders).where(inArray(orders.id, ids));
  return Object.fromEntries(rows.map(({ id, number }) => [id, number]));
}

/** Orders with this number: one a shop at most. */
export async function listIdsOfNumber(db: Executor, number: string, limit: number): Promise<string[]> {
  const rows = await db.select({ id: orders.id }).from(orders).where(eq(orders.externalId, number)).limit(limit);
  return rows.map(({ id }) => id);
}
