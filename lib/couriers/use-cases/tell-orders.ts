import type { Tx } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import type { Ctx } from "@/lib/shared/context";
import { parcelFacts } from "../core/parcel-facts";
import { listParcelEvents, listParcelOrders, type ParcelRow } from "../store/parcel-store";

/** Step: what the parcel's route says is told to each of its orders. Idempotent: facts have stable ids. */
export async function tellOrders(tx: Tx, ctx: Ctx, parcel: ParcelRow): Promise<void> {
  const members = await listParcelOrders(tx, parcel.id);
  if (members.length === 0) return;
  const nodes = await listParcelEvents(tx, [parcel.id]);
  const entries = members.flatMap(({ orderId, partlyShipped, allDelivered }) =>
    parcelFacts({ nodes, partlyShipped, allDelivered, trackingNumber: parcel.trackingNumber, carrier: parcel.carrier }).map(({ key, ...fact }) => ({
      ...fact,
      orderId,
      source: "courier" as const,
      sourceEventId: `parcel:${parcel.id}:${key}`,
    })),
  );
  if (entries.length > 0) await appendOrderEvents(tx, ctx, entries);
  const orderIds = members.map((member) => member.orderId);
  await emitEvents(tx, ctx, [{ type: "parcel.moved", payload: { parcel_id: parcel.id, order_ids: orderIds, state: parcel.state } }]);
}
