import type { IncomingOrder } from "./incoming-order";
import type { LifecycleFact } from "./lifecycle";
import type { LifecycleEvent } from "./order-event";

/**
 * What a platform's snapshot proves about the lifecycle. One id per kind ("platform:paid"), so a repeated push adds
 * nothing; where two snapshots date the same fact differently the store keeps the earlier, whichever came first.
 */
export function platformFacts(order: IncomingOrder): LifecycleFact[] {
  const facts = [fact("placed", order.placed_at)];
  const paidAt = order.paid_at ?? impliedPaidAt(order);
  if (paidAt) facts.push(fact("paid", paidAt));
  const last = LAST_FACT[order.status];
  if (last) facts.push(fact(last, order.modified_at));
  return facts;
}

const LAST_FACT: Record<IncomingOrder["status"], LifecycleEvent | null> = {
  unpaid: null,
  paid: null,
  shipped: "outbound_scan",
  delivered: "delivered",
  completed: "completed",
  cancelled: "cancelled",
};

/** Cash on delivery, or a platform that ships without telling when it was paid: accepted when placed. */
function impliedPaidAt(order: IncomingOrder): string | null {
  return order.status === "unpaid" || order.status === "cancelled" ? null : order.placed_at;
}

function fact(type: LifecycleEvent, at: string): LifecycleFact {
  return { type, occurredAt: new Date(at), source: "platform", sourceEventId: `platform:${type}` };
}
