import { reader } from "@/db/transaction";
import { type BallFacts, ballSegments, goldenParts } from "@/lib/orders/core/ball";
import type { OrderBallView } from "@/lib/orders/core/ball-view";
import { stuckAt } from "@/lib/orders/core/stage-threshold";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { listEvents, listOrderExceptions } from "../store/event-store";
import { findOptionalOrderRow } from "../store/order-store";

/** Who held the order from placed to now, and what made up its way to ready. */
export async function getOrderBall(ctx: Ctx, input: { id: string }): Promise<OrderBallView> {
  requirePermission(ctx, "orders.read");
  const db = reader();
  const row = isId(input.id) ? await findOptionalOrderRow(db, input.id) : null;
  if (!row) throw notFound("orders", "order", input.id);
  const [events, exceptions] = await Promise.all([listEvents(db, row.id), listOrderExceptions(db, row.id)]);
  const facts: BallFacts = { ...row, events, exceptions, now: ctx.clock.now() };
  const segments = ballSegments(facts);
  const parts = goldenParts(facts);
  const moved = events.filter((event) => event.type === "parcel_moved" || event.type === "parcel_shipped").at(-1);
  const ended = row.completedAt !== null || row.cancelledAt !== null;
  return {
    holder: ended ? null : (segments.at(-1)?.holder ?? null),
    segments: segments.map(({ holder, from, to }) => ({ holder, from: from.toISOString(), to: to.toISOString() })),
    golden: { ready: row.readyAt !== null, total_ms: Object.values(parts).reduce((sum, part) => sum + part, 0), parts },
    stuck_at: stuckAt({ ...row, lastProgressAt: moved?.occurredAt ?? null })?.toISOString() ?? null,
  };
}
