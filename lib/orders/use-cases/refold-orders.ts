import type { Tx } from "@/db/transaction";
import type { NewEvent } from "@/lib/events/core/catalogue";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { foldColumns } from "@/lib/orders/core/fold-columns";
import { type FoldResult, foldLifecycle, type LifecycleFact } from "@/lib/orders/core/lifecycle";
import { isLifecycleEvent } from "@/lib/orders/core/order-event";
import type { Ctx } from "@/lib/shared/context";
import { closeExceptions, countOpenExceptions, type EventRow, listLifecycleEvents, type NewException, openExceptions } from "../store/event-store";
import type { OrderRow } from "../store/order-columns";
import { listShopsById, saveOrderRows } from "../store/order-store";

/** Step: folds the facts of locked rows again, writes what changed, opens and closes exceptions, tells the outbox. */
export async function refoldOrders(tx: Tx, ctx: Ctx, rows: OrderRow[]): Promise<OrderRow[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const facts = groupFacts(await listLifecycleEvents(tx, ids));
  const shops = new Map((await listShopsById(tx, [...new Set(rows.map((row) => row.shopId))])).map((shop) => [shop.id, shop]));
  const folded = rows.map((row) => {
    const fold = foldLifecycle(facts.get(row.id) ?? []);
    const bufferMinutes = shops.get(row.shopId)?.settings.buffer_minutes ?? 0;
    return { row, fold, columns: foldColumns({ fold, placedAt: row.placedAt, shipAfter: row.shipAfter, bufferMinutes }) };
  });
  const told = await settleRefusals(tx, ctx, folded);
  const counts = await countOpenExceptions(tx, ids);
  const next = folded.map(({ row, columns }) => ({ ...row, ...columns, openExceptions: counts.get(row.id) ?? 0 }));
  const changed = next.filter((row, index) => differs(rows[index], row)).map((row) => ({ ...row, updatedAt: ctx.clock.now() }));
  await saveOrderRows(tx, changed);
  const before = new Map(rows.map((row) => [row.id, row.status]));
  await emitEvents(tx, ctx, [...changed.flatMap((row) => statusChange(row, before.get(row.id))), ...told]);
  return next;
}

function statusChange(row: OrderRow, from: string | undefined): NewEvent[] {
  if (from === undefined || from === row.status) return [];
  return [{ type: "order.status_changed", payload: { order_id: row.id, shop_id: row.shopId, from, to: row.status } }];
}

/** A fact that cannot apply opens an exception quoting it; one that applies by now closes its own. */
async function settleRefusals(tx: Tx, ctx: Ctx, folded: { row: OrderRow; fold: FoldResult }[]): Promise<NewEvent[]> {
  const at = ctx.clock.now();
  const refused = folded.flatMap(({ row, fold }) => fold.refused.map((refusal) => refusalException(row.id, refusal, at)));
  const shopOf = new Map(folded.map(({ row }) => [row.id, row.shopId]));
  const opened = await openExceptions(tx, refused);
  const closed = await closeExceptions(tx, { type: "event_cannot_apply", orderIds: [...shopOf.keys()], keep: refused, at });
  const event = (type: "order.exception_opened" | "order.exception_closed", rows: { orderId: string; type: string }[]): NewEvent[] =>
    rows.map((row) => ({ type, payload: { order_id: row.orderId, shop_id: shopOf.get(row.orderId) ?? "", exception_type: row.type } }));
  return [...event("order.exception_opened", opened), ...event("order.exception_closed", closed)];
}

function refusalException(orderId: string, refusal: FoldResult["refused"][number], at: Date): NewException {
  const { fact, status } = refusal;
  return {
    orderId,
    type: "event_cannot_apply",
    key: fact.sourceEventId,
    detail: { event: fact.type, occurred_at: fact.occurredAt.toISOString(), source: fact.source, status },
    openedAt: at,
    dueAt: null,
  };
}

function groupFacts(events: EventRow[]): Map<string, LifecycleFact[]> {
  const byOrder = new Map<string, LifecycleFact[]>();
  for (const { orderId, type, occurredAt, source, sourceEventId } of events) {
    if (!isLifecycleEvent(type)) continue;
    const facts = byOrder.get(orderId) ?? [];
    facts.push({ type, occurredAt, source, sourceEventId });
    byOrder.set(orderId, facts);
  }
  return byOrder;
}

const FOLDED = [
  "status",
  "stageSince",
  "paidAt",
  "readyAt",
  "shippedAt",
  "deliveredAt",
  "completedAt",
  "cancelledAt",
  "bufferUntil",
  "openExceptions",
] as const;

function differs(before: OrderRow | undefined, after: OrderRow): boolean {
  return before === undefined || FOLDED.some((key) => String(before[key]) !== String(after[key]));
}
