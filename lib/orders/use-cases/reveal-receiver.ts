import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { type RevealView, revealSchema } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { appendOrderEvents } from "./append-order-events";
import { loadOrderSnapshots } from "./load-order-snapshots";

/** Personal data of one order, for a stated purpose; each look is an audit entry and stands in the order's story. */
export async function revealReceiver(ctx: Ctx, input: z.input<typeof revealSchema>): Promise<RevealView> {
  requirePermission(ctx, "orders.reveal");
  const { order_id, purpose, note } = parseInput(revealSchema, input);
  return withTransaction(async (tx) => {
    const [order] = await loadOrderSnapshots(tx, { orderIds: [order_id] });
    if (!order) throw notFound("orders", "order", order_id);
    await appendOrderEvents(tx, ctx, [
      {
        orderId: order_id,
        type: "receiver_revealed",
        occurredAt: ctx.clock.now(),
        source: "staff",
        sourceEventId: `reveal:${newId()}`,
        data: { purpose },
      },
    ]);
    await appendAudit(tx, ctx, [
      { action: "orders.reveal", entityType: "order", entityId: order_id, orderIds: [order_id], reason: note || purpose, after: { purpose } },
    ]);
    const { receiver, buyer_note, seller_note } = order.content;
    return { ...receiver, buyer_note, seller_note };
  });
}
