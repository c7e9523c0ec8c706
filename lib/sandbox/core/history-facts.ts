import type { EventSource, OrderEventType } from "@/lib/orders/core/order-event";
import type { MarketOrder } from "./market-order";
import { seededRandom } from "./seeded-random";

export type HistoryFact = { type: OrderEventType; occurredAt: Date; source: EventSource; sourceEventId: string };

const MINUTE = 60_000;
/** How long orders rested before they were ready, in minutes: a usual day, and now and then a bad one. */
const READY_AFTER = { usual: [12, 55], slow: [60, 240], slowShare: 0.08 } as const;

/** What had become of an order by `until`, beside what its platform's snapshot says. */
export function historyFacts(order: MarketOrder, until: number): HistoryFact[] {
  const { life } = order;
  const facts: HistoryFact[] = [];
  const add = (type: OrderEventType, at: number | null | undefined, source: EventSource, sourceEventId: string) => {
    if (at && at <= until) facts.push({ type, occurredAt: new Date(at), source, sourceEventId });
  };
  add("buffer_elapsed", readyAt(order), "system", "system:buffer_elapsed");
  add("outbound_scan", life.shippedAt, "platform", "platform:outbound_scan");
  add("delivered", life.route.at(-1)?.at, "courier", "courier:delivered");
  add("completed", life.finishedAt, "platform", "platform:completed");
  return facts;
}

/** Null where the order was called off or shipped before it was ready. */
function readyAt(order: MarketOrder): number | null {
  const { paidAt, shippedAt, refundAskedAt } = order.life;
  if (paidAt === null) return null;
  const random = seededRandom(`ready:${order.id}`);
  const [shortest, longest] = random.chance(READY_AFTER.slowShare) ? READY_AFTER.slow : READY_AFTER.usual;
  const at = paidAt + random.int(shortest * MINUTE, longest * MINUTE);
  const last = Math.min(shippedAt ?? Number.POSITIVE_INFINITY, refundAskedAt ?? Number.POSITIVE_INFINITY);
  return at < last ? at : null;
}
