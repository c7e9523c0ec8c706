import type { OrderEventType } from "@/lib/orders/core/order-event";
import { ROUTE_FACT_PREFIX } from "@/lib/orders/core/route-fact";
import type { ParcelState } from "./parcel-state";

/** The newest node decides: an old push brings old nodes, and a parcel never moves back by one. */
export function stateOfRoute(nodes: readonly { occurredAt: Date; state: ParcelState }[]): ParcelState {
  let newest: { occurredAt: Date; state: ParcelState } | undefined;
  for (const node of nodes) if (!newest || node.occurredAt >= newest.occurredAt) newest = node;
  return newest?.state ?? "created";
}

export type RouteFact = { type: OrderEventType; occurredAt: Date; sourceEventId: string; data: Record<string, unknown> };

type Node = { occurredAt: Date; state: ParcelState; text: string };
/** Nodes oldest first. */
export type ParcelRoute = { id: string; carrier: string; trackingNumber: string; nodes: readonly Node[] };

/**
 * Everything the routes of an order's parcels say about it, as one whole: the first parcel handed over proves the
 * outbound scan, and it is delivered when the last parcel is signed for. A returned parcel is waited for no more. Being
 * a function of the routes alone, it cannot depend on which push or parcel came first.
 */
export function routeFacts(parcels: readonly ParcelRoute[]): RouteFact[] {
  const facts = parcels.flatMap(movesOf);
  const handedOver = earliest(parcels.flatMap((parcel) => eventsWith(parcel, (state) => state !== "created").slice(0, 1)));
  if (handedOver) facts.push(orderFact("outbound_scan", handedOver));
  const open = parcels.filter((parcel) => !["delivered", "returned"].includes(stateOfRoute(parcel.nodes)));
  const signed = parcels.flatMap((parcel) => eventsWith(parcel, (state) => state === "delivered").slice(0, 1));
  const last = signed.sort((a, b) => b.at.getTime() - a.at.getTime())[0];
  if (open.length === 0 && last) facts.push(orderFact("delivered", last));
  return facts;
}

type Moment = { parcel: ParcelRoute; at: Date };

function eventsWith(parcel: ParcelRoute, wanted: (state: ParcelState) => boolean): Moment[] {
  return parcel.nodes.filter((node) => wanted(node.state)).map((node) => ({ parcel, at: node.occurredAt }));
}

function earliest(moments: Moment[]): Moment | undefined {
  return moments.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}

function orderFact(type: "outbound_scan" | "delivered", { parcel, at }: Moment): RouteFact {
  return { type, occurredAt: at, sourceEventId: `${ROUTE_FACT_PREFIX}${type}`, data: nameOf(parcel) };
}

/** Nodes at which the parcel's state became another one. */
function movesOf(parcel: ParcelRoute): RouteFact[] {
  const changes = parcel.nodes.filter((node, index) => node.state !== "created" && parcel.nodes[index - 1]?.state !== node.state);
  return changes.map((node) => ({
    type: "parcel_moved",
    occurredAt: node.occurredAt,
    sourceEventId: `${ROUTE_FACT_PREFIX}${parcel.id}:${node.state}:${node.occurredAt.getTime()}`,
    data: { ...nameOf(parcel), state: node.state, text: node.text },
  }));
}

function nameOf(parcel: ParcelRoute) {
  return { tracking_number: parcel.trackingNumber, carrier: parcel.carrier };
}
