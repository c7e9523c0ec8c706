import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { shipmentGroupOrders, shipmentGroups } from "@/db/schema/merging";
import type { Executor, Tx } from "@/db/transaction";
import type { GroupState } from "@/lib/merging/core/merge-state";

export type GroupRow = typeof shipmentGroups.$inferSelect;
export type MemberRow = typeof shipmentGroupOrders.$inferSelect;

export async function insertGroup(
  tx: Tx,
  input: { id: string; suggestionId: string; deadline: Date | null; approvedBy: string; orderIds: string[]; at: Date },
): Promise<GroupRow> {
  const { orderIds, at, ...group } = input;
  const [row] = await tx
    .insert(shipmentGroups)
    .values({ ...group, createdAt: at, updatedAt: at })
    .returning();
  if (!row) throw new Error("The shipment group was not returned.");
  await tx.insert(shipmentGroupOrders).values(orderIds.map((orderId) => ({ groupId: row.id, orderId, joinedAt: at })));
  return row;
}

export async function lockGroup(tx: Tx, id: string): Promise<GroupRow | null> {
  const [row] = await tx.select().from(shipmentGroups).where(eq(shipmentGroups.id, id)).for("update");
  return row ?? null;
}

export async function findOptionalGroup(db: Executor, id: string): Promise<GroupRow | null> {
  const [row] = await db.select().from(shipmentGroups).where(eq(shipmentGroups.id, id)).limit(1);
  return row ?? null;
}

export function listGroupMembers(db: Executor | Tx, groupId: string): Promise<MemberRow[]> {
  return db
    .select()
    .from(shipmentGroupOrders)
    .where(eq(shipmentGroupOrders.groupId, groupId))
    .orderBy(shipmentGroupOrders.joinedAt, shipmentGroupOrders.id);
}

/** Groups that hold any of these orders now. */
export async function listGroupsOf(tx: Tx, orderIds: string[]): Promise<{ groupId: string; orderId: string }[]> {
  if (orderIds.length === 0) return [];
  return tx
    .select({ groupId: shipmentGroupOrders.groupId, orderId: shipmentGroupOrders.orderId })
    .from(shipmentGroupOrders)
    .where(and(inArray(shipmentGroupOrders.orderId, orderIds), isNull(shipmentGroupOrders.leftAt)))
    .orderBy(shipmentGroupOrders.groupId);
}

export async function leaveGroup(tx: Tx, input: { groupId: string; orderIds: string[]; reason: string; at: Date }): Promise<void> {
  await tx
    .update(shipmentGroupOrders)
    .set({ leftAt: input.at, leftReason: input.reason })
    .where(
      and(eq(shipmentGroupOrders.groupId, input.groupId), inArray(shipmentGroupOrders.orderId, input.orderIds), isNull(shipmentGroupOrders.leftAt)),
    );
}

export async function moveGroup(
  tx: Tx,
  input: { id: string; from: readonly GroupState[]; set: Partial<typeof shipmentGroups.$inferInsert> },
): Promise<boolean> {
  const rows = await tx
    .update(shipmentGroups)
    .set({ ...input.set, updatedAt: input.set.updatedAt ?? sql`now()` })
    .where(and(eq(shipmentGroups.id, input.id), inArray(shipmentGroups.state, [...input.from])))
    .returning({ id: shipmentGroups.id });
  return rows.length > 0;
}

/** Groups none of whose members still waits: their parcel has left. */
export async function listShippedGroups(tx: Tx): Promise<{ id: string; orderIds: string[] }[]> {
  const rows = await tx.execute<{ id: string; order_ids: string[] }>(sql`
    select g.id, array(select m.order_id::text from shipment_group_orders m where m.group_id = g.id and m.left_at is null) as order_ids
    from shipment_groups g
    where g.state in ('approved', 'review', 'printed')
      and exists (select 1 from shipment_group_orders m where m.group_id = g.id and m.left_at is null)
      and not exists (select 1 from shipment_group_orders m join orders o on o.id = m.order_id
        where m.group_id = g.id and m.left_at is null and o.status not in ('shipped', 'delivered', 'completed'))
    order by g.id limit 500 for update of g skip locked`);
  return rows.map((row) => ({ id: row.id, orderIds: row.order_ids }));
}
