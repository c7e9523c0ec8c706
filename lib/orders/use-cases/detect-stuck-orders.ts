import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import type { NewEvent } from "@/lib/events/core/catalogue";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/orders/core/order-status";
import { STAGE_THRESHOLD_MS, stuckAt } from "@/lib/orders/core/stage-threshold";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { closeExceptions, openExceptions } from "../store/event-store";
import { lockOrders } from "../store/order-store";
import { listFlaggedOrders, listStalledOrders, type StageRow } from "../store/stuck-store";
import { refoldOrders } from "./refold-orders";

/** Orders flagged in one run: after an outage the rest follow five minutes later, longest waiting first. */
const FLAG_LIMIT = 2_000;
/** A person should look at a stuck order within the hour. */
const STUCK_SLA_MS = 3_600_000;

/** Flags orders that stand longer than their stage allows as `stuck`, and clears the flag of those that moved. */
export async function detectStuckOrders(ctx: Ctx): Promise<{ opened: number; closed: number }> {
  requirePermission(ctx, "jobs.rerun");
  return withTransaction(async (tx) => {
    const now = ctx.clock.now();
    const flagged = await listFlaggedOrders(tx);
    const moved = flagged.filter((row) => row.key !== row.status || !isStuck(row, now));
    const stalled = (await listStalledOrders(tx, { before: cutoffs(now), limit: FLAG_LIMIT })).filter((row) => isStuck(row, now));
    const rows = await lockOrders(tx, [...new Set([...moved, ...stalled].map((row) => row.id))]);
    const still = new Map(rows.map((row) => [row.id, row.status]));
    const closed = await close(tx, { moved, flagged, now });
    const opened = await open(tx, {
      stalled: stalled.filter((row) => still.get(row.id) === row.status),
      now,
    });
    await refoldOrders(tx, ctx, rows);
    await tell(tx, ctx, {
      opened,
      closed,
      shopOf: new Map(rows.map((row) => [row.id, row.shopId])),
    });
    return { opened: opened.length, closed: closed.length };
  });
}

function isStuck(row: StageRow, now: Date): boolean {
  const at = stuckAt(row);
  return at !== null && at <= now;
}

function cutoffs(now: Date): [OrderStatus, Date][] {
  return ORDER_STATUSES.flatMap((status): [OrderStatus, Date][] => {
    const threshold = STAGE_THRESHOLD_MS[status];
    return threshold === null ? [] : [[status, new Date(now.getTime() - threshold)]];
  });
}

function close(
  tx: Tx,
  input: {
    moved: (StageRow & { key: string })[];
    flagged: (StageRow & { key: string })[];
    now: Date;
  },
) {
  const leaving = new Set(input.moved.map((row) => `${row.id} ${row.key}`));
  const keep = input.flagged.filter((row) => !leaving.has(`${row.id} ${row.key}`)).map(({ id, key }) => ({ orderId: id, key }));
  return closeExceptions(tx, {
    type: "stuck",
    orderIds: [...new Set(input.moved.map((row) => row.id))],
    keep,
    at: input.now,
  });
}

function open(tx: Tx, input: { stalled: StageRow[]; now: Date }) {
  const { stalled, now } = input;
  return openExceptions(
    tx,
    stalled.map((row) => ({
      orderId: row.id,
      type: "stuck" as const,
      key: row.status,
      detail: {
        status: row.status,
        since: row.stageSince.toISOString(),
        allowed_ms: STAGE_THRESHOLD_MS[row.status],
      },
      openedAt: now,
      dueAt: new Date(now.getTime() + STUCK_SLA_MS),
    })),
  );
}

async function tell(
  tx: Tx,
  ctx: Ctx,
  input: {
    opened: { orderId: string }[];
    closed: { orderId: string }[];
    shopOf: Map<string, string>;
  },
) {
  const { opened, closed, shopOf } = input;
  const event = (type: "order.exception_opened" | "order.exception_closed", rows: { orderId: string }[]): NewEvent[] =>
    rows.map(({ orderId }) => ({
      type,
      payload: {
        order_id: orderId,
        shop_id: shopOf.get(orderId) ?? "",
        exception_type: "stuck",
      },
    }));
  await emitEvents(tx, ctx, [...event("order.exception_opened", opened), ...event("order.exception_closed", closed)]);
  const audited = [
    ...opened.map((row) => ({ ...row, action: "orders.flag_stuck" as const })),
    ...closed.map((row) => ({ ...row, action: "orders.clear_stuck" as const })),
  ];
  await appendAudit(
    tx,
    ctx,
    audited.map(({ orderId, action }) => ({
      action,
      entityType: "order",
      entityId: orderId,
      orderIds: [orderId],
    })),
  );
}
