import { and, eq, gte, inArray, lt, notExists, sql } from "drizzle-orm";
import { orders, orderVersions } from "@/db/schema/orders";
import type { Executor } from "@/db/transaction";

/** An order as a comparison with its platform needs it. */
export type OrderMark = { orderId: string; externalId: string; modifiedAt: Date };

const MARK = { orderId: orders.id, externalId: orders.externalId, modifiedAt: orders.modifiedAt };
const IDS_PER_STATEMENT = 1_000;

export async function listMarks(db: Executor, input: { shopId: string; externalIds: string[] }): Promise<OrderMark[]> {
  const { shopId, externalIds } = input;
  const found: OrderMark[] = [];
  for (let start = 0; start < externalIds.length; start += IDS_PER_STATEMENT) {
    const part = externalIds.slice(start, start + IDS_PER_STATEMENT);
    found.push(
      ...(await db
        .select(MARK)
        .from(orders)
        .where(and(eq(orders.shopId, shopId), inArray(orders.externalId, part)))),
    );
  }
  return found;
}

export function listMarksModified(db: Executor, input: { shopId: string; from: Date; to: Date }): Promise<OrderMark[]> {
  const made = db
    .select({ one: sql`1` })
    .from(orderVersions)
    .where(and(eq(orderVersions.orderId, orders.id), eq(orderVersions.version, 1), sql`${orderVersions.origin} in ('manual', 'import')`));
  return db
    .select(MARK)
    .from(orders)
    .where(and(eq(orders.shopId, input.shopId), gte(orders.modifiedAt, input.from), lt(orders.modifiedAt, input.to), notExists(made)))
    .orderBy(orders.modifiedAt, orders.id);
}
