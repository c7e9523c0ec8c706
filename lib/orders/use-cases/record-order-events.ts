import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { EventSource } from "@/lib/orders/core/order-event";
import { recordEventsSchema, type recordEventsView } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { listRefusedKeys } from "../store/event-store";
import { findOptionalOrderRow } from "../store/order-store";
import { appendOrderEvents } from "./append-order-events";

/** Records facts about one order; idempotent by `source_event_id`. One that cannot apply is kept and opens an exception. */
export async function recordOrderEvents(ctx: Ctx, input: z.input<typeof recordEventsSchema>): Promise<z.output<typeof recordEventsView>> {
  requirePermission(ctx, "orders.record_event");
  const { order_id, events } = parseInput(recordEventsSchema, input);
  return withTransaction(async (tx) => {
    if (!(await findOptionalOrderRow(tx, order_id))) throw notFound("orders", "order", order_id);
    const entries = events.map((event) => ({
      orderId: order_id,
      type: event.type,
      occurredAt: new Date(event.occurred_at),
      source: SOURCE[event.type] ?? ("warehouse" as const),
      sourceEventId: `api:${event.source_event_id}`,
      data: event.data,
    }));
    const fresh = await appendOrderEvents(tx, ctx, entries);
    const kept = entries.filter((entry) => fresh.has(`${order_id} ${entry.sourceEventId}`));
    await appendAudit(
      tx,
      ctx,
      kept.map((entry) => ({
        action: "orders.record_event",
        entityType: "order",
        entityId: order_id,
        orderIds: [order_id],
        after: { type: entry.type, occurred_at: entry.occurredAt.toISOString(), source_event_id: entry.sourceEventId },
      })),
    );
    const refused = await listRefusedKeys(tx, order_id);
    const results = entries.map((entry, index) => ({
      source_event_id: events[index]?.source_event_id ?? "",
      outcome: !fresh.has(`${order_id} ${entry.sourceEventId}`)
        ? ("duplicate" as const)
        : refused.has(entry.sourceEventId)
          ? ("exception" as const)
          : ("recorded" as const),
    }));
    const after = await findOptionalOrderRow(tx, order_id);
    return { results, status: after?.status ?? "unpaid" };
  });
}

const SOURCE: Partial<Record<string, EventSource>> = {
  placed: "platform",
  paid: "platform",
  completed: "platform",
  cancelled: "platform",
  delivered: "courier",
};
