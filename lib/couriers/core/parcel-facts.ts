import type { OrderEventType } from "@/lib/orders/core/order-event";
import type { ParcelState } from "./parcel-state";

/** The newest node decides: an old push brings old nodes, and a parcel never moves back by one. */
export function stateOfRoute(nodes: readonly { occurredAt: Date; state: ParcelState }[]): ParcelState {
  let newest: { occurredAt: Date; state: ParcelState } | undefined;
  for (const node of nodes) if (!newest || node.occurredAt >= newest.occurredAt) newest = node;
  return newest?.state ?? "created";
}

export type ParcelFact = { type: OrderEventType; occurredAt: Date; key: string; data: Record<string, unknown> };

type Node = { occurredAt: Date; state: ParcelState; text: string };

/**
 * What a parcel's route says about one order in it. A courier that has the parcel proves the outbound scan, except
 * for a partly shipped order, of which other lines may still be inside. Signed for = delivered, once every parcel is.
 */
export function parcelFacts(input: {
  nodes: readonly Node[];
  trackingNumber: string;
  carrier: string;
  partlyShipped: boolean;
  allDelivered: boolean;
}): ParcelFact[] {
  const { nodes, trackingNumber, carrier } = input;
  const data = { tracking_number: trackingNumber, carrier };
  const facts: ParcelFact[] = [];
  const handedOver = nodes.find((node) => node.state !== "created");
  if (handedOver && !input.partlyShipped) {
    facts.push({ type: "outbound_scan", occurredAt: handedOver.occurredAt, key: "outbound_scan", data });
  }
  for (const node of changes(nodes)) {
    facts.push({
      type: "parcel_moved",
      occurredAt: node.occurredAt,
      key: `${node.state}:${node.occurredAt.getTime()}`,
      data: { ...data, state: node.state, text: node.text },
    });
  }
  const signed = nodes.find((node) => node.state === "delivered");
  if (signed && input.allDelivered) facts.push({ type: "delivered", occurredAt: signed.occurredAt, key: "delivered", data });
  return facts;
}

/** Nodes at which the state became another one, oldest first. */
function changes(nodes: readonly Node[]): Node[] {
  return nodes.filter((node, index) => node.state !== "created" && nodes[index - 1]?.state !== node.state);
}
