import { and, asc, desc, eq, inArray, lt, lte, or, sql } from "drizzle-orm";
import { writeBacks } from "@/db/schema/channel-sync";
import { shops } from "@/db/schema/channels";
import { parcelOrders, parcels } from "@/db/schema/couriers";
import { orders } from "@/db/schema/orders";
import type { Executor, Tx } from "@/db/transaction";
import type { WriteBackKind, WriteBackState } from "../core/write-back-state";
import { writeBackMachine } from "../core/write-back-state";

export type WriteBackRow = typeof writeBacks.$inferSelect;
export type NewWriteBackRow = typeof writeBacks.$inferInsert & { id: string };
export type WriteBackWithOrder = WriteBackRow & { shopCode: string; externalId: string };

const withOrder = { row: writeBacks, shopCode: shops.code, externalId: orders.externalId };
const UNSENT: readonly WriteBackState[] = ["pending", "sending", "failed"];

/** False when the platform is told this already, or is to be told. */
export async function insertWriteBack(tx: Tx, row: NewWriteBackRow): Promise<boolean> {
  const saved = await tx.insert(writeBacks).values(row).onConflictDoNothing().returning({ id: writeBacks.id });
  return saved.length > 0;
}

export async function findOptionalWriteBack(executor: Executor, id: string): Promise<WriteBackWithOrder | null> {
  const [found] = await joined(executor).where(eq(writeBacks.id, id));
  return found ? flat(found) : null;
}

export async function listWriteBacksOfOrder(executor: Executor, input: { orderId: string; kind: WriteBackKind }): Promise<WriteBackRow[]> {
  return executor
    .select()
    .from(writeBacks)
    .where(and(eq(writeBacks.orderId, input.orderId), eq(writeBacks.kind, input.kind)))
    .orderBy(asc(writeBacks.createdAt), asc(writeBacks.id));
}

/** What may be sent now, oldest first. Of one order's parcels only the first that waits: the platform counts them in their order. */
export async function listDueWriteBacks(executor: Executor, input: { shopId: string; now: Date; limit: number }): Promise<WriteBackWithOrder[]> {
  const blocked = sql`exists (select 1 from write_backs e where e.order_id = ${writeBacks.orderId} and e.kind = ${writeBacks.kind}
    and e.state in ('pending', 'sending', 'failed') and (e.created_at, e.id) < (${writeBacks.createdAt}, ${writeBacks.id}))`;
  const rows = await joined(executor)
    .where(and(eq(writeBacks.shopId, input.shopId), isDue(input.now), sql`not ${blocked}`))
    .orderBy(asc(writeBacks.createdAt), asc(writeBacks.id))
    .limit(input.limit);
  return rows.map(flat);
}

export async function listShopsWithDue(executor: Executor, now: Date): Promise<string[]> {
  const rows = await executor.selectDistinct({ shopId: writeBacks.shopId }).from(writeBacks).where(isDue(now));
  return rows.map((row) => row.shopId);
}

function isDue(now: Date) {
  return or(eq(writeBacks.state, "pending"), and(eq(writeBacks.state, "failed"), lte(writeBacks.nextTryAt, now)));
}

/** Begins an attempt, and with it a lease: `next_try_at` is when its sender is taken to be dead. Null when somebody else has it. */
export async function startWriteBack(executor: Executor, input: { id: string; leaseUntil: Date }): Promise<WriteBackRow | null> {
  const { from, to } = writeBackMachine.actions.start;
  const [row] = await executor
    .update(writeBacks)
    .set({ state: to, attempts: sql`${writeBacks.attempts} + 1`, nextTryAt: input.leaseUntil })
    .where(and(eq(writeBacks.id, input.id), inArray(writeBacks.state, [...from])))
    .returning();
  return row ?? null;
}

/** Those whose sender died are to be sent again. Returns how many. */
export async function loseWriteBacks(executor: Executor, now: Date): Promise<number> {
  const { from, to } = writeBackMachine.actions.lose;
  const lost = await executor
    .update(writeBacks)
    .set({ state: to, nextTryAt: null })
    .where(and(inArray(writeBacks.state, [...from]), lte(writeBacks.nextTryAt, now)))
    .returning({ id: writeBacks.id });
  return lost.length;
}

export type WriteBackEnd = Pick<WriteBackRow, "failureKind" | "error" | "nextTryAt" | "sentAt">;

/** The guarded end of one attempt: false when another attempt has begun meanwhile. */
export async function settleWriteBack(
  tx: Tx,
  input: { started: Pick<WriteBackRow, "id" | "attempts">; action: "succeed" | "fail" | "stop"; end: WriteBackEnd },
): Promise<boolean> {
  const moved = await tx
    .update(writeBacks)
    .set({ state: writeBackMachine.actions[input.action].to, ...input.end })
    .where(and(eq(writeBacks.id, input.started.id), eq(writeBacks.state, "sending"), eq(writeBacks.attempts, input.started.attempts)))
    .returning({ id: writeBacks.id });
  return moved.length > 0;
}

/** A person's move, guarded: false when it has left the states it may be made from. */
export async function moveWriteBack(
  tx: Tx,
  input: { id: string; action: "retry" | "drop"; set: Partial<Pick<WriteBackRow, "content" | "key" | "error" | "failureKind">> },
): Promise<boolean> {
  const { from, to } = writeBackMachine.actions[input.action];
  const moved = await tx
    .update(writeBacks)
    .set({ ...input.set, state: to, nextTryAt: null })
    .where(and(eq(writeBacks.id, input.id), inArray(writeBacks.state, [...from])))
    .returning({ id: writeBacks.id });
  return moved.length > 0;
}

/** What waits for the shop to be put right is tried at once. */
export async function hastenWriteBacks(tx: Tx, input: { shopId: string; now: Date }): Promise<void> {
  const setup = inArray(writeBacks.failureKind, ["token_expired", "shop_setup"]);
  await tx
    .update(writeBacks)
    .set({ nextTryAt: input.now })
    .where(and(eq(writeBacks.shopId, input.shopId), eq(writeBacks.state, "failed"), setup));
}

/** The order's parcels that its platform knows, oldest first: those it told us itself, and those we told it. */
export async function listToldParcels(executor: Executor, orderId: string): Promise<{ parcelId: string; carrier: string; trackingNumber: string }[]> {
  return executor
    .select({ parcelId: parcels.id, carrier: parcels.carrier, trackingNumber: parcels.trackingNumber })
    .from(parcelOrders)
    .innerJoin(parcels, eq(parcels.id, parcelOrders.parcelId))
    .leftJoin(
      writeBacks,
      and(eq(writeBacks.orderId, parcelOrders.orderId), eq(writeBacks.parcelId, parcelOrders.parcelId), eq(writeBacks.kind, "shipment")),
    )
    .where(and(eq(parcelOrders.orderId, orderId), or(sql`${writeBacks.id} is null`, eq(writeBacks.state, "sent"))))
    .orderBy(asc(parcels.createdAt), asc(parcels.id));
}

export type WriteBackFilter = {
  state?: WriteBackState;
  shopCode?: string;
  orderId?: string;
  before: { createdAt: Date; id: string } | null;
  limit: number;
};

/** Newest first. */
export async function listWriteBackRows(executor: Executor, filter: WriteBackFilter): Promise<WriteBackWithOrder[]> {
  const { before } = filter;
  const older =
    before && or(lt(writeBacks.createdAt, before.createdAt), and(eq(writeBacks.createdAt, before.createdAt), lt(writeBacks.id, before.id)));
  const rows = await joined(executor)
    .where(
      and(
        filter.state ? eq(writeBacks.state, filter.state) : undefined,
        filter.shopCode ? eq(shops.code, filter.shopCode) : undefined,
        filter.orderId ? eq(writeBacks.orderId, filter.orderId) : undefined,
        older ?? undefined,
      ),
    )
    .orderBy(desc(writeBacks.createdAt), desc(writeBacks.id))
    .limit(filter.limit);
  return rows.map(flat);
}

/** What needs a person: stopped, or failing since before `failingSince`. */
export async function listTroubledWriteBacks(executor: Executor, input: { failingSince: Date; limit: number }): Promise<WriteBackWithOrder[]> {
  const failing = and(eq(writeBacks.state, "failed"), lt(writeBacks.createdAt, input.failingSince));
  const rows = await joined(executor)
    .where(or(eq(writeBacks.state, "stopped"), failing))
    .orderBy(desc(writeBacks.createdAt))
    .limit(input.limit);
  return rows.map(flat);
}

/** What is not told yet, per shop and state. */
export async function countOpenWriteBacks(executor: Executor): Promise<{ shopId: string; state: WriteBackState; count: number }[]> {
  return executor
    .select({ shopId: writeBacks.shopId, state: writeBacks.state, count: sql<number>`count(*)::int` })
    .from(writeBacks)
    .where(inArray(writeBacks.state, [...UNSENT, "stopped"]))
    .groupBy(writeBacks.shopId, writeBacks.state);
}

function joined(executor: Executor) {
  return executor
    .select(withOrder)
    .from(writeBacks)
    .innerJoin(shops, eq(shops.id, writeBacks.shopId))
    .innerJoin(orders, eq(orders.id, writeBacks.orderId))
    .$dynamic();
}

function flat(found: { row: WriteBackRow; shopCode: string; externalId: string }): WriteBackWithOrder {
  return { ...found.row, shopCode: found.shopCode, externalId: found.externalId };
}
