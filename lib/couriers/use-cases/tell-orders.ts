import type { Tx } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { lockOrdersForFacts } from "@/lib/orders/use-cases/lock-orders-for-facts";
import { restateRouteFacts } from "@/lib/orders/use-cases/restate-route-facts";
import type { Ctx } from "@/lib/shared/context";
import { groupBy } from "@/lib/shared/group-by";
import { type ParcelRoute, routeFacts } from "../core/parcel-facts";
import { listOrderIdsOfParcel, listParcelEvents, listParcelsOfOrders, type ParcelRow } from "../store/parcel-store";

/**
 * Step: what the routes of its parcels say is told again to each order of this parcel. The orders are locked before
 * the routes are read: two parcels of one order, signed for at once, must see each other.
 */
export async function tellOrders(tx: Tx, ctx: Ctx, parcel: ParcelRow): Promise<void> {
  const orderIds = await listOrderIdsOfParcel(tx, parcel.id);
  if (orderIds.length === 0) return;
  await lockOrdersForFacts(tx, { orderIds });
  const links = await listParcelsOfOrders(tx, orderIds);
  const nodes = groupBy(await listParcelEvents(tx, [...new Set(links.map((link) => link.parcel.id))]), (node) => node.parcelId);
  const parcels = groupBy(links, (link) => link.orderId);
  await restateRouteFacts(tx, ctx, {
    orders: orderIds.map((orderId) => ({
      orderId,
      facts: routeFacts((parcels.get(orderId) ?? []).map((link): ParcelRoute => ({ ...link.parcel, nodes: nodes.get(link.parcel.id) ?? [] }))),
    })),
  });
  if (parcel.state === "created") return;
  await emitEvents(tx, ctx, [{ type: "parcel.moved", payload: { parcel_id: parcel.id, order_ids: orderIds, state: parcel.state } }]);
}
