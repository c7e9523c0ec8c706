import { eq, getTableColumns, inArray, sql } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { shops } from "@/db/schema/channels";
import { orderLines, orders } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";
import type { NewOrderRow, OrderRow } from "./order-columns";

export type ShopRow = typeof shops.$inferSelect;

export function listShopsByCode(db: Executor, codes: string[]): Promise<ShopRow[]> {
  return db.select().from(shops).where(inArray(shops.code, codes));
}

export function listShopsById(db: Executor, ids: string[]): Promise<ShopRow[]> {
  return db.select().from(shops).where(inArray(shops.id, ids));
}

/** Inserts what is new and returns its ids; rows somebody else inserted meanwhile are left alone. Sorted by the caller. */
export async function insertNewOrders(tx: Tx, rows: NewOrderRow[]): Promise<Set<string>> {
  const done = await insertRows<typeof orders, { id: string }>(tx, {
    table: orders,
    rows,
    rest: sql`on conflict (shop_id, external_id) do nothing returning id`,
  });
  return new Set(done.map((row) => row.id));
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
  await insertRows(tx, { table: orders, rows, rest: sql`on conflict (id) do update set ${EXCLUDED_ORDER}` });
}

const EXCLUDED_ORDER = sql.raw(
  Object.entries(getTableColumns(orders))
    .filter(([key]) => !["id", "shopId", "externalId", "createdAt"].includes(key))
    .map(([, { name }]) => `"${name}" = excluded."${name}"`)
    .join(", "),
);

export async function saveOrderLines(tx: Tx, lines: { orderId: string; lines: SnapshotLine[] }[]): Promise<void> {
  const rows = lines.flatMap(({ orderId, lines: own }) => own.map((line, position) => lineRow(orderId, position, line)));
  await insertRows(tx, {
    table: orderLines,
    rows,
    rest: sql`on conflict (order_id, external_line_id) do update set position = excluded.position, sku = excluded.sku, title = excluded.title,
      quantity = excluded.quantity, cancelled = excluded.cancelled, unit_price = excluded.unit_price, paid = excluded.paid,
      refund_status = excluded.refund_status`,
  });
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
