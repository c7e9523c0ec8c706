import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { incomingOrder } from "./incoming-order";
import { testCtx } from "./shops";

const MINUTE_MS = 60_000;

type Recent = Partial<IncomingOrderInput> & { shop: string; external_id: string; minutesAgo?: number };

/** The instant so many minutes ago, as orders spell it. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * MINUTE_MS).toISOString();
}

/** An order of `incomingOrder` in the time of a running server: placed so many minutes ago, paid a minute later. */
export function recentOrder({ minutesAgo: age = 10, ...override }: Recent): IncomingOrderInput {
  const paidAt = minutesAgo(age - 1);
  return incomingOrder({ placed_at: minutesAgo(age), paid_at: paidAt, modified_at: paidAt, ...override });
}

/** Takes the orders in and answers their ids in the same order. */
export async function placeRecent(orders: Recent[]): Promise<string[]> {
  const { results } = await ingestOrders(testCtx(), { orders: orders.map(recentOrder) });
  return results.map(({ order_id, errors }) => {
    if (!order_id) throw new Error(JSON.stringify(errors));
    return order_id;
  });
}
