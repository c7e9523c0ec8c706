import type { Executor } from "@/db/transaction";
import type { NewOrderEvent } from "@/lib/orders/use-cases/append-order-events";
import { findOptionalOrderId } from "@/lib/orders/use-cases/find-order-id";
import type { MappedOrder } from "../core/channel-adapter";

/**
 * Step: an order whose part is here must not ship as a whole any more, even while the platform's own word of it is
 * still on its way. The id is that of the platform's cancellation, so that both count as one fact, the earlier kept.
 */
export async function splitParentFacts(executor: Executor, input: { shopId: string; orders: readonly MappedOrder[] }): Promise<NewOrderEvent[]> {
  const { shopId, orders } = input;
  const facts: NewOrderEvent[] = [];
  for (const { order, splitFrom } of orders) {
    const orderId = splitFrom ? await findOptionalOrderId(executor, { shopId, externalId: splitFrom }) : null;
    if (orderId === null) continue;
    facts.push({
      orderId,
      type: "cancelled",
      occurredAt: new Date(order.modified_at),
      source: "platform",
      sourceEventId: "platform:cancelled",
      data: { split_into: order.external_id },
    });
  }
  return facts;
}
