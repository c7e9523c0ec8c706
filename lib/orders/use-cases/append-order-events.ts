import type { Tx } from "@/db/transaction";
import { type EventSource, isLifecycleEvent, type OrderEventType } from "@/lib/orders/core/order-event";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { insertEvents } from "../store/event-store";
import { lockOrders } from "../store/order-store";
import { refoldOrders } from "./refold-orders";

export type NewOrderEvent = {
  orderId: string;
  type: OrderEventType;
  occurredAt: Date;
  source: EventSource;
  /** Unique within the order: a repeat adds nothing. */
  sourceEventId: string;
  actorName?: string;
  /** Masked facts only. */
  data?: Record<string, unknown>;
};

/**
 * Step: adds facts to timelines and folds the state of every order whose lifecycle they change, and of those in
 * `refold`. Locks the orders in id order first. Returns the keys ("orderId sourceEventId") that were new.
 */
export async function appendOrderEvents(tx: Tx, ctx: Ctx, entries: NewOrderEvent[], refold: readonly string[] = []): Promise<Set<string>> {
  const byKey = new Map<string, NewOrderEvent>();
  for (const entry of entries) keepEarlier(byKey, entry);
  const rows = [...byKey.values()];
  const moving = [...new Set(rows.filter((row) => isLifecycleEvent(row.type)).map((row) => row.orderId))];
  const locked = await lockOrders(tx, moving);
  const recordedAt = ctx.clock.now();
  const { fresh, changed } = await insertEvents(
    tx,
    rows.map((row) => ({ ...row, actorName: row.actorName ?? actorLabel(ctx.actor), data: row.data ?? {}, recordedAt })),
  );
  const stale = new Set([...changed, ...refold]);
  await refoldOrders(
    tx,
    ctx,
    locked.filter((row) => stale.has(row.id)),
  );
  return fresh;
}

function keepEarlier(byKey: Map<string, NewOrderEvent>, entry: NewOrderEvent): void {
  const key = `${entry.orderId} ${entry.sourceEventId}`;
  const held = byKey.get(key);
  if (!held || entry.occurredAt < held.occurredAt) byKey.set(key, entry);
}
