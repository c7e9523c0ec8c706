import type { Tx } from "@/db/transaction";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import type { EventSource } from "@/lib/orders/core/order-event";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import type { Ctx } from "@/lib/shared/context";
import { waitsForParcel } from "../core/waits-for-parcel";
import { lockTrackingNumbers, saveParcelOrders, saveParcels } from "../store/parcel-store";
import { tellOrders } from "./tell-orders";

export type ParcelToLink = { carrier: string; trackingNumber: string; shippedAt?: Date };

/**
 * Step: these parcels carry lines of the order. Routes that came before their parcel are taken up again. Idempotent:
 * answers the ids of the parcels that were not linked before.
 */
export async function linkParcels(
  tx: Tx,
  ctx: Ctx,
  input: { orderId: string; parcels: ParcelToLink[]; source?: Extract<EventSource, "platform" | "warehouse"> },
): Promise<string[]> {
  const { orderId, parcels, source = "platform" } = input;
  if (parcels.length === 0) return [];
  const numbers = parcels.map((parcel) => parcel.trackingNumber);
  await lockTrackingNumbers(tx, numbers);
  const keys = parcels.map(({ carrier, trackingNumber }) => ({ carrier, trackingNumber }));
  const saved = await saveParcels(tx, keys, ctx.clock.now());
  const fresh = new Set(
    await saveParcelOrders(
      tx,
      orderId,
      saved.map((parcel) => parcel.id),
    ),
  );
  const linked = saved.filter((parcel) => fresh.has(parcel.id));
  if (linked.length === 0) return [];
  const shippedAt = new Map(parcels.map((parcel) => [parcel.trackingNumber, parcel.shippedAt]));
  await appendOrderEvents(
    tx,
    ctx,
    linked.map((parcel) => ({
      orderId,
      type: "parcel_shipped" as const,
      occurredAt: shippedAt.get(parcel.trackingNumber) ?? ctx.clock.now(),
      source,
      sourceEventId: `parcel:${parcel.id}:linked`,
      data: { carrier: parcel.carrier, tracking_number: parcel.trackingNumber },
    })),
  );
  for (const parcel of linked) await tellOrders(tx, ctx, parcel);
  await releaseParked(tx, ctx, { waitsFor: numbers.map(waitsForParcel) });
  return linked.map((parcel) => parcel.id);
}
