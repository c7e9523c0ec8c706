import { reader } from "@/db/transaction";
import type { TimelineEntry } from "@/lib/orders/core/order-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { listEvents } from "../store/event-store";
import { findOptionalOrderRow } from "../store/order-store";

/** Everything that happened to one order, oldest first. */
export async function getOrderTimeline(ctx: Ctx, input: { id: string }): Promise<{ events: TimelineEntry[]; next_cursor: null }> {
  requirePermission(ctx, "orders.read");
  if (!isId(input.id) || !(await findOptionalOrderRow(reader(), input.id))) throw notFound("orders", "order", input.id);
  const rows = await listEvents(reader(), input.id);
  const events = rows.map((row) => ({
    id: row.id,
    type: row.type,
    occurred_at: row.occurredAt.toISOString(),
    recorded_at: row.recordedAt.toISOString(),
    source: row.source,
    actor_name: row.actorName,
    data: row.data,
  }));
  return { events, next_cursor: null };
}
