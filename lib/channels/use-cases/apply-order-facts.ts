import type { Tx } from "@/db/transaction";
import type { Settlement } from "@/lib/inbox/core/push";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { findOptionalOrderId } from "@/lib/orders/use-cases/find-order-id";
import { recordRefunds } from "@/lib/orders/use-cases/record-refunds";
import type { Ctx } from "@/lib/shared/context";
import type { PushMeaning } from "../core/channel-adapter";
import { parkForOrder } from "../core/detail-failure";

/** Step: what a platform says of an order without its detail (paid, refunded). It waits when the order is not here yet. */
export async function applyOrderFacts(
  tx: Tx,
  ctx: Ctx,
  input: { shopId: string; attempts: number; meaning: Extract<PushMeaning, { kind: "order_facts" }> },
): Promise<Settlement> {
  const { shopId, attempts, meaning } = input;
  const { externalId, facts, refunds } = meaning;
  const orderId = await findOptionalOrderId(tx, { shopId, externalId });
  if (orderId === null) {
    return parkForOrder({ shopId, externalId, reason: `No order ${externalId} is here yet.`, attempts, now: ctx.clock.now() });
  }
  await appendOrderEvents(
    tx,
    ctx,
    facts.map((fact) => ({ ...fact, orderId, source: "platform" as const })),
  );
  await recordRefunds(tx, ctx, { orderId, refunds });
  return { action: "process" };
}
