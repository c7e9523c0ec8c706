import type { Tx } from "@/db/transaction";
import type { NewEvent } from "@/lib/events/core/catalogue";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { amountsAddUp, type OrderContent } from "@/lib/orders/core/order-content";
import type { VersionOrigin } from "@/lib/orders/core/snapshot";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { closeExceptions, insertEvents, openExceptions } from "../store/event-store";
import { contentColumns, type OrderRow } from "../store/order-columns";
import { saveOrderLines, saveOrderRows } from "../store/order-store";
import { insertVersions } from "../store/version-store";

export type VersionWrite = {
  /** Locked. */
  row: OrderRow;
  before: OrderContent;
  content: OrderContent;
  origin: VersionOrigin;
  reason: string;
  changeRequestId?: string | null;
  restoredFrom?: number | null;
  /** Columns that are not content: the platform's modified time, who owns receiver and lines. */
  columns?: Partial<Pick<OrderRow, "modifiedAt" | "sourceIndex" | "receiverEditedAt" | "linesEditedAt">>;
};

/** Step: the next version of locked orders: row, lines, snapshot, timeline and event, one statement each for the batch. */
export async function writeOrderVersions(tx: Tx, ctx: Ctx, writes: VersionWrite[]): Promise<OrderRow[]> {
  if (writes.length === 0) return [];
  const at = ctx.clock.now();
  const rows = writes.map(({ row, content, columns }) => ({
    ...row,
    ...contentColumns({ orderId: row.id, shopId: row.shopId, platform: row.platform, content }),
    ...columns,
    version: row.version + 1,
    updatedAt: at,
  }));
  await saveOrderRows(tx, rows);
  await saveOrderLines(
    tx,
    writes.map(({ row, content }) => ({ orderId: row.id, lines: content.lines })),
  );
  await insertVersions(
    tx,
    writes.map((write) => versionOf(write, actorLabel(ctx.actor), at)),
  );
  await insertEvents(
    tx,
    writes.map((write) => versionEvent(write, actorLabel(ctx.actor), at)),
  );
  await checkAmounts(
    tx,
    ctx,
    writes.map(({ row, content }) => ({ orderId: row.id, shopId: row.shopId, content })),
  );
  await emitEvents(tx, ctx, writes.flatMap(eventsOf));
  return rows;
}

/** Step: amounts that do not add up are an exception that shows them, never a refusal. */
export async function checkAmounts(tx: Tx, ctx: Ctx, rows: { orderId: string; shopId: string; content: OrderContent }[]): Promise<void> {
  const at = ctx.clock.now();
  const wrong = rows.filter(({ content }) => !amountsAddUp(content));
  const exceptions = wrong.map(({ orderId, content }) => ({
    orderId,
    type: "amounts_do_not_add_up" as const,
    key: "amounts",
    detail: content.amounts,
    openedAt: at,
    dueAt: null,
  }));
  const opened = await openExceptions(tx, exceptions);
  const orderIds = rows.map((row) => row.orderId);
  const closed = await closeExceptions(tx, { type: "amounts_do_not_add_up", orderIds, keep: exceptions, at });
  const shopOf = new Map(rows.map((row) => [row.orderId, row.shopId]));
  const refOf = ({ orderId }: { orderId: string }) => ({
    order_id: orderId,
    shop_id: shopOf.get(orderId) ?? "",
    exception_type: "amounts_do_not_add_up",
  });
  await emitEvents(tx, ctx, [
    ...opened.map((row): NewEvent => ({ type: "order.exception_opened", payload: refOf(row) })),
    ...closed.map((row): NewEvent => ({ type: "order.exception_closed", payload: refOf(row) })),
  ]);
}

function versionOf(write: VersionWrite, actorName: string, createdAt: Date) {
  const { row, content, origin, reason, changeRequestId, restoredFrom } = write;
  return {
    orderId: row.id,
    version: row.version + 1,
    status: row.status,
    content,
    origin,
    reason,
    changeRequestId,
    restoredFrom,
    actorName,
    createdAt,
  };
}

function versionEvent(write: VersionWrite, actorName: string, at: Date) {
  const version = write.row.version + 1;
  return {
    orderId: write.row.id,
    type: write.origin === "platform" ? ("platform_updated" as const) : ("version_created" as const),
    occurredAt: at,
    source: write.origin === "platform" ? ("platform" as const) : ("staff" as const),
    sourceEventId: `version:${version}`,
    actorName,
    data: { version, origin: write.origin, reason: write.reason },
    recordedAt: at,
  };
}

function eventsOf({ row, before, content, origin }: VersionWrite): NewEvent[] {
  const ref = { order_id: row.id, shop_id: row.shopId };
  const was = new Map(before.lines.map((line) => [line.external_line_id, line.refund_status]));
  const refunds = content.lines.filter((line) => line.refund_status !== (was.get(line.external_line_id) ?? "none"));
  return [
    { type: "order.updated", payload: { ...ref, version: row.version + 1, origin } },
    ...refunds.map(
      (line): NewEvent => ({
        type: "order.refund_changed",
        payload: { ...ref, external_line_id: line.external_line_id, refund_status: line.refund_status },
      }),
    ),
  ];
}
