import { and, asc, desc, eq, inArray, or, sql } from "drizzle-orm";
import { parcelEvents, parcelOrders, parcels } from "@/db/schema/couriers";
import type { Executor, Tx } from "@/db/transaction";
import { newId } from "@/lib/shared/ids";
import type { RouteNode } from "../core/courier-adapter";
import type { ParcelState } from "../core/parcel-state";

export type ParcelRow = typeof parcels.$inferSelect;

/**
 * Serialises everything about these tracking numbers until commit: a push that finds no parcel parks itself,
 * and must not do so between another transaction's look for parked pushes and its commit.
 */
export async function lockTrackingNumbers(tx: Tx, numbers: string[]): Promise<void> {
  for (const number of [...new Set(numbers)].sort()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`parcel:${number}`}, 0))`);
  }
}

/** The parcel of a push: same carrier, or the only one with that number when carriers are spelled differently. */
export async function findOptionalParcel(tx: Tx, key: { carrier: string; trackingNumber: string }): Promise<ParcelRow | null> {
  const rows = await tx.select().from(parcels).where(eq(parcels.trackingNumber, key.trackingNumber));
  return rows.find((row) => row.carrier === key.carrier) ?? (rows.length === 1 ? (rows[0] ?? null) : null);
}

/** Returns the ids of all parcels named, those that were new and those known. */
export async function saveParcels(tx: Tx, wanted: { carrier: string; trackingNumber: string }[], now: Date): Promise<ParcelRow[]> {
  await tx
    .insert(parcels)
    .values(wanted.map((parcel) => ({ ...parcel, id: newId(), createdAt: now })))
    .onConflictDoNothing();
  const same = wanted.map((parcel) => and(eq(parcels.carrier, parcel.carrier), eq(parcels.trackingNumber, parcel.trackingNumber)));
  return tx
    .select()
    .from(parcels)
    .where(or(...same));
}

/** Links parcels to an order; returns the parcels that were not linked before. */
export async function saveParcelOrders(tx: Tx, orderId: string, parcelIds: string[]): Promise<string[]> {
  const linked = await tx
    .insert(parcelOrders)
    .values(parcelIds.map((parcelId) => ({ parcelId, orderId })))
    .onConflictDoNothing()
    .returning({ parcelId: parcelOrders.parcelId });
  return linked.map((row) => row.parcelId);
}

/** Adds nodes that are new; returns how many were. */
export async function saveParcelEvents(tx: Tx, parcelId: string, nodes: RouteNode[], now: Date): Promise<number> {
  if (nodes.length === 0) return 0;
  const saved = await tx
    .insert(parcelEvents)
    .values(nodes.map((node) => ({ ...node, id: newId(), parcelId, recordedAt: now })))
    .onConflictDoNothing({ target: [parcelEvents.parcelId, parcelEvents.digest] })
    .returning({ id: parcelEvents.id });
  return saved.length;
}

export async function saveParcelState(tx: Tx, id: string, change: { state: ParcelState; lastEventAt: Date | null }): Promise<void> {
  await tx.update(parcels).set(change).where(eq(parcels.id, id));
}

export type ParcelEventRow = typeof parcelEvents.$inferSelect;

/** Oldest first. */
export async function listParcelEvents(executor: Executor, parcelIds: string[]): Promise<ParcelEventRow[]> {
  return executor
    .select()
    .from(parcelEvents)
    .where(inArray(parcelEvents.parcelId, parcelIds))
    .orderBy(asc(parcelEvents.occurredAt), asc(parcelEvents.id));
}

export async function listOrderIdsOfParcel(tx: Tx, parcelId: string): Promise<string[]> {
  const rows = await tx.select({ orderId: parcelOrders.orderId }).from(parcelOrders).where(eq(parcelOrders.parcelId, parcelId));
  return rows.map((row) => row.orderId);
}

export async function listParcelsOfOrders(tx: Tx, orderIds: string[]): Promise<{ orderId: string; parcel: ParcelRow }[]> {
  return tx
    .select({ orderId: parcelOrders.orderId, parcel: parcels })
    .from(parcelOrders)
    .innerJoin(parcels, eq(parcels.id, parcelOrders.parcelId))
    .where(inArray(parcelOrders.orderId, orderIds))
    .orderBy(asc(parcels.id));
}

export async function listParcelsOfOrder(executor: Executor, orderId: string): Promise<ParcelRow[]> {
  const rows = await executor
    .select({ parcel: parcels })
    .from(parcelOrders)
    .innerJoin(parcels, eq(parcels.id, parcelOrders.parcelId))
    .where(eq(parcelOrders.orderId, orderId))
    .orderBy(desc(parcels.createdAt));
  return rows.map((row) => row.parcel);
}

export async function listOrdersOfParcels(executor: Executor, parcelIds: string[]): Promise<{ parcelId: string; orderId: string }[]> {
  return executor.select().from(parcelOrders).where(inArray(parcelOrders.parcelId, parcelIds));
}
