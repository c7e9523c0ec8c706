import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { NewEvent } from "@/lib/events/core/catalogue";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import type { EventSource } from "@/lib/orders/core/order-event";
import { recordEventsSchema, type recordEventsView } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { listRefusedKeys } from "../store/event-store";
import { findOptionalOrderRow } from "../store/order-store";
import { appendOrderEvents, type NewOrderEvent } from "./append-order-events";

/** Records facts about one order; idempotent by `source_event_id`. One that cannot apply is kept and opens an exception. */
export async function recordOrderEvents(ctx: Ctx, input: z.input<typeof recordEventsSchema>): Promise<z.output<typeof recordEventsView>> {
  requirePermission(ctx, "orders.record_event");
  const { order_id, events } = parseInput(recordEventsSchema, input);
  return withTransaction(async (tx) => {
    const order = await findOptionalOrderRow(tx, order_id);
    if (!order) throw notFound("orders", "order", order_id);
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
    await emitEvents(tx, ctx, leftParcels(kept, order.shopId));
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

const SCANS: readonly string[] = ["outbound_scan", "partial_outbound_scan"];

/**
 * Scans that say which parcel left: `carrier` and `tracking_number` in their data, `line_ids` (with commas between) where
 * only some lines are in it, `replaces` where it takes the place of another number.
 */
function leftParcels(entries: readonly NewOrderEvent[], shopId: string): NewEvent[] {
  return entries.flatMap(({ orderId, type, occurredAt, data = {} }) => {
    const text = (name: string) => String(data[name] ?? "").trim();
    if (!SCANS.includes(type) || text("tracking_number") === "") return [];
    const payload = {
      order_id: orderId,
      shop_id: shopId,
      carrier: text("carrier"),
      tracking_number: text("tracking_number"),
      occurred_at: occurredAt.toISOString(),
      whole: type === "outbound_scan",
      line_ids: text("line_ids")
        .split(",")
        .map((id) => id.trim())
        .filter((id) => id !== ""),
      replaces: text("replaces") || null,
    };
    return [{ type: "order.parcel_left" as const, payload }];
  });
}

const SOURCE: Partial<Record<string, EventSource>> = {
  placed: "platform",
  paid: "platform",
  completed: "platform",
  cancelled: "platform",
  delivered: "courier",
};
