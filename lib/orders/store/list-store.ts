import { and, desc, eq, gte, inArray, lt, type SQL, sql } from "drizzle-orm";
import { shops } from "@/db/schema/channels";
import { orderExceptions, orderHolds, orders } from "@/db/schema/orders";
import type { Executor } from "@/db/transaction";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import type { Platform } from "@/lib/shared/platform";
import type { OrderRow } from "./order-columns";

export type ListQuery = {
  shopId?: string;
  platform?: Platform;
  statuses?: readonly OrderStatus[];
  province?: string;
  city?: string;
  from?: Date;
  to?: Date;
  phoneIndex?: string;
  customerId?: string;
  search?: { externalId: string; phoneIndex: string | null };
  stuck?: boolean;
  exceptions?: boolean;
  refund?: boolean;
  held?: boolean;
  merged?: boolean;
  before?: { at: Date; id: string };
};

export type ListedOrder = { order: OrderRow; shop: { code: string; name: string }; stuck: boolean };

const STUCK = sql<boolean>`exists (select 1 from order_exceptions e where e.order_id = ${orders.id} and e.type = 'stuck' and e.closed_at is null)`;

export function listOrderPage(db: Executor, query: ListQuery, limit: number): Promise<ListedOrder[]> {
  return db
    .select({ order: orders, shop: { code: shops.code, name: shops.name }, stuck: STUCK })
    .from(orders)
    .innerJoin(shops, eq(shops.id, orders.shopId))
    .where(and(...conditions(query), position(query.before)))
    .orderBy(desc(orders.placedAt), desc(orders.id))
    .limit(limit);
}

/** Counts to the cap and no further: an exact count costs a hundred times the page it stands over. */
export async function countOrders(db: Executor, query: ListQuery, cap: number): Promise<number> {
  const some = db
    .select({ one: sql`1` })
    .from(orders)
    .where(and(...conditions(query)))
    .limit(cap + 1)
    .as("some");
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(some);
  return row?.n ?? 0;
}

function position(before: ListQuery["before"]): SQL | undefined {
  return before ? sql`(${orders.placedAt}, ${orders.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)` : undefined;
}

function conditions(query: ListQuery): (SQL | undefined)[] {
  return [
    query.shopId ? eq(orders.shopId, query.shopId) : undefined,
    query.platform ? eq(orders.platform, query.platform) : undefined,
    query.statuses && query.statuses.length > 0 ? inArray(orders.status, [...query.statuses]) : undefined,
    query.province ? eq(orders.province, query.province) : undefined,
    query.city ? eq(orders.city, query.city) : undefined,
    query.from ? gte(orders.placedAt, query.from) : undefined,
    query.to ? lt(orders.placedAt, query.to) : undefined,
    query.phoneIndex ? eq(orders.phoneIndex, query.phoneIndex) : undefined,
    query.customerId ? eq(orders.customerId, query.customerId) : undefined,
    query.search ? searched(query.search) : undefined,
    ...attention(query),
  ];
}

function attention(query: ListQuery): (SQL | undefined)[] {
  return [
    toggled(query.stuck, STUCK),
    toggled(query.exceptions, sql`${orders.openExceptions} > 0`),
    toggled(query.refund, sql`${orders.hasOpenRefund}`),
    toggled(query.held, sql`${orders.openHolds} > 0`),
    toggled(query.merged, sql`${orders.shipmentGroupId} is not null`),
  ];
}

function toggled(wanted: boolean | undefined, condition: SQL): SQL | undefined {
  if (wanted === undefined) return undefined;
  return wanted ? condition : sql`not (${condition})`;
}

/**
 * An order number (whole, or its first six characters and more), a tracking number or a phone. A union, not an OR:
 * with OR PostgreSQL leaves all three indexes and reads the table.
 */
function searched(search: { externalId: string; phoneIndex: string | null }): SQL {
  const { externalId, phoneIndex } = search;
  const number = externalId.length >= PREFIX_MIN ? sql`o.external_id like ${`${escapeLike(externalId)}%`}` : sql`o.external_id = ${externalId}`;
  const phone = phoneIndex ? sql`union all select o.id from orders o where o.phone_index = ${phoneIndex}` : sql``;
  return sql`${orders.id} in (
    (select o.id from orders o where ${number} limit ${SEARCH_LIMIT})
    union all select po.order_id from parcels p join parcel_orders po on po.parcel_id = p.id where p.tracking_number = ${externalId}
    ${phone})`;
}

const PREFIX_MIN = 6;
/** A prefix that fits more orders than this is not a search for one. */
const SEARCH_LIMIT = 1_000;

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

export function listOpenExceptions(db: Executor, orderId: string) {
  return db
    .select()
    .from(orderExceptions)
    .where(and(eq(orderExceptions.orderId, orderId), sql`${orderExceptions.closedAt} is null`))
    .orderBy(orderExceptions.openedAt);
}

export function listOpenHolds(db: Executor, orderId: string) {
  return db
    .select()
    .from(orderHolds)
    .where(and(eq(orderHolds.orderId, orderId), sql`${orderHolds.releasedAt} is null`))
    .orderBy(orderHolds.createdAt);
}

export async function findOptionalListed(db: Executor, id: string): Promise<ListedOrder | null> {
  const [row] = await db
    .select({ order: orders, shop: { code: shops.code, name: shops.name }, stuck: STUCK })
    .from(orders)
    .innerJoin(shops, eq(shops.id, orders.shopId))
    .where(eq(orders.id, id))
    .limit(1);
  return row ?? null;
}
