import { eq, inArray, sql } from "drizzle-orm";
import { shops } from "@/db/schema/channels";
import { orderLines, orders } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";
import type { NewOrderRow, OrderRow } from "./order-columns";

/** Rows a statement carries: an order has about 58 columns, and PostgreSQL takes 65,535 parameters. */
const ROWS_PER_STATEMENT = 500;

export type ShopRow = typeof shops.$inferSelect;

export function listShopsByCode(db: Executor, codes: string[]): Promise<ShopRow[]> {
  return db.select().from(shops).where(inArray(shops.code, codes));
}

export function listShopsById(db: Executor, ids: string[]): Promise<ShopRow[]> {
  return db.select().from(shops).where(inArray(shops.id, ids));
}

/** Inserts what is new and returns its ids; rows somebody else inserted meanwhile are left alone. Sorted by the caller. */
export async function insertNewOrders(tx: Tx, rows: NewOrderRow[]): Promise<Set<string>> {
  const inserted = new Set<string>();
  for (const part of chunks(rows)) {
    const done = await tx
      .insert(orders)
      .values(part)
      .onConflictDoNothing({ target: [orders.shopId, orders.externalId] })
      .returning({ id: orders.id });
    for (const row of done) inserted.add(row.id);
  }
  return inserted;
}

/** Locks in id order, so that two batches never wait for each other. */
export function lockOrders(tx: Tx, ids: string[]): Promise<OrderRow[]> {
  if (ids.length === 0) return Promise.resolve([]);
  return tx.select().from(orders).where(inArray(orders.id, ids)).orderBy(orders.id).for("no key update");
}

export function listOrderRows(db: Executor, ids: string[]): Promise<OrderRow[]> {
  return ids.length === 0 ? Promise.resolve([]) : db.select().from(orders).where(inArray(orders.id, ids));
}

export async function listOrderIds(
  db: Executor,
  keys: { shopId: string; externalId: string }[],
): Promise<{ id: string; shopId: string; externalId: string }[]> {
  if (keys.length === 0) return [];
  const json = JSON.stringify(keys.map((key) => ({ s: key.shopId, e: key.externalId })));
  return db.execute<{ id: string; shopId: string; externalId: string }>(sql`
    select o.id, o.shop_id as "shopId", o.external_id as "externalId"
    from json_to_recordset(${json}::json) as k(s uuid, e text)
    join orders o on o.shop_id = k.s and o.external_id = k.e`);
}

/** Writes whole rows back by id: one statement for the batch. The rows are locked already. */
export async function saveOrderRows(tx: Tx, rows: OrderRow[]): Promise<void> {
  for (const part of chunks(rows)) {
    await tx.insert(orders).values(part).onConflictDoUpdate({ target: orders.id, set: EXCLUDED_ORDER });
  }
}

const EXCLUDED_ORDER = Object.fromEntries(
  Object.entries(orders)
    .filter(([key, column]) => !["id", "shopId", "externalId", "createdAt"].includes(key) && isColumn(column))
    .map(([key, column]) => [key, sql.raw(`excluded."${(column as { name: string }).name}"`)]),
);

function isColumn(value: unknown): boolean {
  return typeof value === "object" && value !== null && "name" in value && "columnType" in value;
}

export async function saveOrderLines(tx: Tx, lines: { orderId: string; lines: SnapshotLine[] }[]): Promise<void> {
  const rows = lines.flatMap(({ orderId, lines: own }) => own.map((line, position) => lineRow(orderId, position, line)));
  for (const part of chunks(rows, 3_000)) {
    await tx
      .insert(orderLines)
      .values(part)
      .onConflictDoUpdate({
        target: [orderLines.orderId, orderLines.externalLineId],
        set: {
          position: sql`excluded.position`,
          sku: sql`excluded.sku`,
          title: sql`excluded.title`,
          quantity: sql`excluded.quantity`,
          cancelled: sql`excluded.cancelled`,
          unitPrice: sql`excluded.unit_price`,
          paid: sql`excluded.paid`,
          refundStatus: sql`excluded.refund_status`,
        },
      });
  }
}

function lineRow(orderId: string, position: number, line: SnapshotLine): typeof orderLines.$inferInsert {
  return {
    orderId,
    position,
    externalLineId: line.external_line_id,
    sku: line.sku,
    title: line.title,
    quantity: line.quantity,
    unitPrice: line.unit_price,
    paid: line.paid,
    refundStatus: line.refund_status,
    cancelled: line.cancelled,
  };
}

export function listLines(db: Executor, orderIds: string[]) {
  return db.select().from(orderLines).where(inArray(orderLines.orderId, orderIds)).orderBy(orderLines.orderId, orderLines.position);
}

export async function setOrderColumns(
  tx: Tx,
  input: { orderIds: string[]; set: Partial<Pick<OrderRow, "shipmentGroupId" | "printedAt" | "updatedAt">> },
): Promise<void> {
  if (input.orderIds.length > 0) await tx.update(orders).set(input.set).where(inArray(orders.id, input.orderIds));
}

export async function findOptionalOrderRow(db: Executor, id: string): Promise<OrderRow | null> {
  const [row] = await db.select().from(orders).where(eq(orders.id, id)).limit(1);
  return row ?? null;
}

function* chunks<T>(rows: T[], size = ROWS_PER_STATEMENT): Generator<T[]> {
  for (let start = 0; start < rows.length; start += size) yield rows.slice(start, start + size);
}
