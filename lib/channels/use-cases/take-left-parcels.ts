import type { Tx } from "@/db/transaction";
import { carrierFromName } from "@/lib/couriers/core/carrier";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import type { EventPayload } from "@/lib/events/core/catalogue";
import { listGroupMates } from "@/lib/merging/use-cases/list-group-mates";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import { findOptionalShop } from "../store/shop-store";
import { queueShipment } from "./queue-shipment";

type LeftParcel = EventPayload<"order.parcel_left">;

/**
 * Step: parcels that left the warehouse carry their orders from now on, also those of the same shipment group, and each
 * order's platform is to be told. A parcel that the platform told us itself is linked already and is not told back.
 */
export async function takeLeftParcels(tx: Tx, ctx: Ctx, input: { parcels: LeftParcel[] }): Promise<void> {
  // Parcels are locked in the order of their numbers: two batches must not wait for each other.
  const sorted = [...input.parcels].sort((a, b) => (a.tracking_number < b.tracking_number ? -1 : 1));
  for (const parcel of sorted) await takeOne(tx, ctx, parcel);
}

async function takeOne(tx: Tx, ctx: Ctx, parcel: LeftParcel): Promise<void> {
  const [scanned] = await loadOrderSnapshots(tx, { orderIds: [parcel.order_id] });
  if (!scanned) return;
  const mateIds = parcel.whole ? await listGroupMates(tx, { orderId: scanned.id, groupId: scanned.shipmentGroupId }) : [];
  const mates = await loadOrderSnapshots(tx, { orderIds: [...mateIds].sort() });
  const carrier = carrierFromName(parcel.carrier || scanned.content.carrier);
  for (const order of [scanned, ...mates]) {
    const shippedAt = new Date(parcel.occurred_at);
    const link = { carrier, trackingNumber: parcel.tracking_number, shippedAt };
    const [parcelId] = await linkParcels(tx, ctx, { orderId: order.id, parcels: [link], source: "warehouse" });
    if (!parcelId) continue;
    if (order !== scanned) await scanMate(tx, ctx, { orderId: order.id, parcelId, at: shippedAt, carrier, number: parcel.tracking_number });
    if (!(await canBeTold(tx, order))) continue;
    const told = { parcelId, ...link, whole: parcel.whole, lineIds: order === scanned ? parcel.line_ids : [], replaces: parcel.replaces };
    await queueShipment(tx, ctx, { order, parcel: told });
  }
}

/** One parcel, one scan: it proves that the other orders of the group have left as well. */
async function scanMate(tx: Tx, ctx: Ctx, mate: { orderId: string; parcelId: string; at: Date; carrier: string; number: string }): Promise<void> {
  const { orderId, parcelId, at, carrier, number } = mate;
  const fact = { type: "outbound_scan", source: "warehouse", sourceEventId: `parcel:${parcelId}:group_scan` } as const;
  await appendOrderEvents(tx, ctx, [{ ...fact, orderId, occurredAt: at, data: { carrier, tracking_number: number } }]);
}

/** An own site without an API cannot be told, now or later; a platform's shop without an address is told once it has one. */
async function canBeTold(tx: Tx, { shop }: OrderSnapshot): Promise<boolean> {
  if (!adapterFor(shop.platform).writeBack) return false;
  const row = await findOptionalShop(tx, shop.id);
  return row !== null && (shop.platform !== "generic" || row.settings.api_base_url !== "");
}
