import { reader } from "@/db/transaction";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type ListOrderParcelsInput, listOrderParcelsSchema, type ParcelView } from "../core/parcel-view";
import { listOrdersOfParcels, listParcelEvents, listParcelsOfOrder } from "../store/parcel-store";

/** The parcels that carry lines of an order, with their routes, newest node first. */
export async function listOrderParcels(ctx: Ctx, input: ListOrderParcelsInput): Promise<{ parcels: ParcelView[] }> {
  requirePermission(ctx, "orders.read");
  const { order_id } = parseInput(listOrderParcelsSchema, input);
  const rows = await listParcelsOfOrder(reader(), order_id);
  if (rows.length === 0) return none(order_id);
  const ids = rows.map((row) => row.id);
  const [events, links] = await Promise.all([listParcelEvents(reader(), ids), listOrdersOfParcels(reader(), ids)]);
  const parcels = rows.map(
    (row): ParcelView => ({
      id: row.id,
      carrier: row.carrier,
      tracking_number: row.trackingNumber,
      state: row.state,
      last_event_at: row.lastEventAt?.toISOString() ?? null,
      order_ids: links.filter((link) => link.parcelId === row.id).map((link) => link.orderId),
      events: events
        .filter((event) => event.parcelId === row.id)
        .reverse()
        .map(({ id, occurredAt, state, text, place }) => ({ id, occurred_at: occurredAt.toISOString(), state, text, place })),
    }),
  );
  return { parcels };
}

/** No parcel yet, or no such order: the second is 404. */
async function none(orderId: string): Promise<{ parcels: [] }> {
  const [order] = await loadOrderSnapshots(reader(), { orderIds: [orderId] });
  if (!order) throw notFound("orders", "order", orderId);
  return { parcels: [] };
}
