import { and, asc, desc, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { mergeSuggestionOrders, mergeSuggestions } from "@/db/schema/merging";
import { orders } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { SuggestionState } from "@/lib/merging/core/merge-state";
import type { Tier } from "@/lib/merging/core/verdict";

export type SuggestionRow = typeof mergeSuggestions.$inferSelect;
export type NewSuggestionRow = typeof mergeSuggestions.$inferInsert & { id: string };
export type Candidate = Pick<
  typeof orders.$inferSelect,
  "id" | "placedAt" | "paidAt" | "tokenIndex" | "tokenKind" | "receiverIndex" | "customerId" | "shopId"
>;

const DETECTION_LOCK = 7_260_005;

/** One detection at a time: what is suggested depends only on the orders, never on who looked first. */
export async function lockDetection(tx: Tx): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(${DETECTION_LOCK})`);
}

const CANDIDATE = {
  id: orders.id,
  placedAt: orders.placedAt,
  paidAt: orders.paidAt,
  tokenIndex: orders.tokenIndex,
  tokenKind: orders.tokenKind,
  receiverIndex: orders.receiverIndex,
  customerId: orders.customerId,
  shopId: orders.shopId,
};

export function listMatchables(tx: Tx, orderIds: string[]): Promise<Candidate[]> {
  return tx.select(CANDIDATE).from(orders).where(inArray(orders.id, orderIds));
}

/** Values that candidates may share; customers count only for orders whose receiver is masked. */
export type SharedValues = { tokens: string[]; receivers: string[]; customers: string[] };

/** Orders that still wait to ship alone and share a value; found by its index, never by a scan. */
export function listCandidates(tx: Tx, input: SharedValues & { since: Date }): Promise<Candidate[]> {
  const keys = [
    input.tokens.length > 0 ? inArray(orders.tokenIndex, input.tokens) : undefined,
    input.receivers.length > 0 ? inArray(orders.receiverIndex, input.receivers) : undefined,
    input.customers.length > 0 ? and(inArray(orders.customerId, input.customers), isNull(orders.receiverIndex)) : undefined,
  ].filter((condition) => condition !== undefined);
  if (keys.length === 0) return Promise.resolve([]);
  return tx
    .select(CANDIDATE)
    .from(orders)
    .where(
      and(
        or(...keys),
        inArray(orders.status, ["paid", "ready_to_ship"]),
        sql`${orders.paidAt} > ${input.since.toISOString()}::timestamptz`,
        sql`${orders.shipmentGroupId} is null and ${orders.printedAt} is null`,
      ),
    )
    .orderBy(orders.id)
    .limit(500);
}

/** Active suggestions that hold any of these orders, with their members. */
export async function listActiveSuggestions(tx: Tx, orderIds: string[]): Promise<(SuggestionRow & { orderIds: string[] })[]> {
  if (orderIds.length === 0) return [];
  const touched = tx
    .select({ id: mergeSuggestionOrders.suggestionId })
    .from(mergeSuggestionOrders)
    .where(inArray(mergeSuggestionOrders.orderId, orderIds));
  const rows = await tx
    .select()
    .from(mergeSuggestions)
    .where(and(inArray(mergeSuggestions.id, touched), inArray(mergeSuggestions.state, ["open", "blocked"])))
    .orderBy(mergeSuggestions.id)
    .for("update");
  const members = await listMembers(
    tx,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, orderIds: members.get(row.id) ?? [] }));
}

/** Sets of orders a supervisor has refused to merge, or taken apart again: not asked a second time. */
export async function listRejectedSets(tx: Tx, orderIds: string[]): Promise<Set<string>> {
  if (orderIds.length === 0) return new Set();
  const rows = await tx.execute<{ members: string[] }>(sql`
    select array_agg(m.order_id::text order by m.order_id) as members
    from merge_suggestions s join merge_suggestion_orders m on m.suggestion_id = s.id
    where (s.state = 'rejected' or (s.state = 'approved' and exists (
        select 1 from shipment_group_orders g where g.group_id = s.group_id and g.left_at is not null))) and s.id in (
      select suggestion_id from merge_suggestion_orders
      where order_id in (select value::uuid from json_array_elements_text(${JSON.stringify(orderIds)}::json)))
    group by s.id`);
  return new Set(rows.map((row) => row.members.join(",")));
}

export async function listMembers(db: Executor | Tx, suggestionIds: string[]): Promise<Map<string, string[]>> {
  const members = new Map<string, string[]>();
  if (suggestionIds.length === 0) return members;
  const rows = await db
    .select()
    .from(mergeSuggestionOrders)
    .where(inArray(mergeSuggestionOrders.suggestionId, suggestionIds))
    .orderBy(mergeSuggestionOrders.suggestionId, mergeSuggestionOrders.position);
  for (const row of rows) members.set(row.suggestionId, [...(members.get(row.suggestionId) ?? []), row.orderId]);
  return members;
}

export async function saveSuggestion(tx: Tx, row: NewSuggestionRow, orderIds: string[]): Promise<void> {
  const { id, createdAt: _createdAt, ...set } = row;
  await tx.insert(mergeSuggestions).values(row).onConflictDoUpdate({ target: mergeSuggestions.id, set });
  await tx.delete(mergeSuggestionOrders).where(eq(mergeSuggestionOrders.suggestionId, id));
  await tx.insert(mergeSuggestionOrders).values(orderIds.map((orderId, position) => ({ suggestionId: id, orderId, position })));
}

export async function lockSuggestion(tx: Tx, id: string): Promise<(SuggestionRow & { orderIds: string[] }) | null> {
  const [row] = await tx.select().from(mergeSuggestions).where(eq(mergeSuggestions.id, id)).for("update");
  return row ? { ...row, orderIds: (await listMembers(tx, [id])).get(id) ?? [] } : null;
}

/** The guard: zero rows means that the suggestion left the states this may happen in. */
export async function moveSuggestion(
  tx: Tx,
  input: { ids: string[]; from: readonly SuggestionState[]; set: Partial<typeof mergeSuggestions.$inferInsert> },
): Promise<string[]> {
  if (input.ids.length === 0) return [];
  const rows = await tx
    .update(mergeSuggestions)
    .set(input.set)
    .where(and(inArray(mergeSuggestions.id, input.ids), inArray(mergeSuggestions.state, [...input.from])))
    .returning({ id: mergeSuggestions.id });
  return rows.map((row) => row.id);
}

export type SuggestionQuery = {
  states?: readonly SuggestionState[];
  tier?: Tier;
  shopId?: string;
  orderId?: string;
  now: Date;
  after?: { at: string | null; id: string };
  limit: number;
};

/** By deadline (none last); decided ones newest first are the same list read with their own states. */
export async function listSuggestionRows(db: Executor, query: SuggestionQuery): Promise<SuggestionRow[]> {
  const decided = query.states?.every((state) => state !== "open" && state !== "blocked") ?? false;
  const key = decided
    ? sql`coalesce(${mergeSuggestions.decidedAt}, ${mergeSuggestions.updatedAt})`
    : sql`coalesce(${mergeSuggestions.deadline}, 'infinity'::timestamptz)`;
  const { after } = query;
  const position = after
    ? sql`(${key}, ${mergeSuggestions.id}) ${decided ? sql`<` : sql`>`} (${after.at ?? "infinity"}::timestamptz, ${after.id}::uuid)`
    : undefined;
  const memberOf = (condition: ReturnType<typeof sql>) =>
    sql`exists (select 1 from merge_suggestion_orders m join orders o on o.id = m.order_id where m.suggestion_id = ${mergeSuggestions.id} and ${condition})`;
  return db
    .select()
    .from(mergeSuggestions)
    .where(
      and(
        query.states ? inArray(mergeSuggestions.state, [...query.states]) : undefined,
        query.tier ? eq(mergeSuggestions.tier, query.tier) : undefined,
        query.shopId ? memberOf(sql`o.shop_id = ${query.shopId}`) : undefined,
        query.orderId ? memberOf(sql`o.id = ${query.orderId}`) : undefined,
        decided
          ? undefined
          : sql`(${mergeSuggestions.snoozedUntil} is null or ${mergeSuggestions.snoozedUntil} <= ${query.now.toISOString()}::timestamptz)`,
        position,
      ),
    )
    .orderBy(decided ? desc(key) : asc(key), decided ? desc(mergeSuggestions.id) : asc(mergeSuggestions.id))
    .limit(query.limit);
}

export async function findOptionalSuggestion(db: Executor, id: string): Promise<SuggestionRow | null> {
  const [row] = await db.select().from(mergeSuggestions).where(eq(mergeSuggestions.id, id)).limit(1);
  return row ?? null;
}

export async function countOpenSuggestions(db: Executor): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(mergeSuggestions).where(eq(mergeSuggestions.state, "open"));
  return row?.n ?? 0;
}

/** Active suggestions whose members have moved on (shipped, cancelled) or whose orders are too old to wait for. */
export async function listStaleSuggestions(tx: Tx, before: Date): Promise<string[]> {
  const rows = await tx.execute<{ id: string }>(sql`
    select s.id from merge_suggestions s
    where s.state in ('open', 'blocked') and (s.window_end < ${before.toISOString()}::timestamptz
      or (select count(*) from merge_suggestion_orders m join orders o on o.id = m.order_id
          where m.suggestion_id = s.id and o.status in ('paid', 'ready_to_ship')) < 2)
    order by s.id limit 500 for update of s skip locked`);
  return rows.map((row) => row.id);
}
