import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { conflict, invalid, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { shipmentKey, writeBackPlace } from "../core/write-back-content";
import { type RetryWriteBackInput, retryWriteBackSchema, type WriteBackView } from "../core/write-back-view";
import { findOptionalWriteBack, listWriteBacksOfOrder, moveWriteBack, type WriteBackWithOrder } from "../store/write-back-store";
import { enqueueWriteBacks } from "./enqueue-write-backs";
import { readShipment } from "./read-write-back";
import { writeBackViewOf } from "./write-back-view-of";

/** Tells the platform again, with another carrier or the lines of the parcel where that was what it lacked. */
export async function retryWriteBack(ctx: Ctx, input: RetryWriteBackInput): Promise<WriteBackView> {
  requirePermission(ctx, "sync.write_back");
  const { write_back_id: id, carrier, line_ids } = parseInput(retryWriteBackSchema, input);
  return withTransaction(async (tx) => {
    const row = await findOptionalWriteBack(tx, id);
    if (!row) throw notFound("channels", "write_back", id);
    const set = carrier || line_ids ? await corrected(tx, row, { carrier, line_ids }) : {};
    if (!(await moveWriteBack(tx, { id, action: "retry", set: { ...set, failureKind: null, error: null } }))) {
      throw conflict("channels.write_back_not_retryable", `It is "${row.state}": only what failed or was stopped is sent again.`, {
        state: row.state,
      });
    }
    await enqueueWriteBacks(tx, row.shopId);
    await appendAudit(tx, ctx, [
      {
        action: "channels.retry_write_back",
        entityType: "write_back",
        entityId: id,
        orderIds: [row.orderId],
        before: { state: row.state, error: row.error },
        after: { state: "pending", carrier, line_ids },
      },
    ]);
    const after = await findOptionalWriteBack(tx, id);
    return writeBackViewOf(after ?? row);
  });
}

async function corrected(tx: Tx, row: WriteBackWithOrder, change: { carrier?: string; line_ids?: string[] }) {
  if (row.kind !== "shipment") throw invalid("channels.write_back_not_a_parcel", "A note has neither carrier nor lines.");
  const content = readShipment(row);
  const carrier = change.carrier ?? content.carrier;
  const lines = change.line_ids ? await linesNamed(tx, row, change.line_ids) : content.lines;
  const key = shipmentKey({ carrier, trackingNumber: content.tracking_number });
  const others = await listWriteBacksOfOrder(tx, { orderId: row.orderId, kind: "shipment" });
  if (others.some((other) => other.id !== row.id && other.key === key)) {
    throw conflict("channels.write_back_known", `The order has a parcel ${key} already.`, { key });
  }
  return { key, content: sealJson(writeBackPlace(row.id), { ...content, carrier, lines }) };
}

async function linesNamed(tx: Tx, row: WriteBackWithOrder, ids: readonly string[]): Promise<{ external_line_id: string; quantity: number }[]> {
  const [order] = await loadOrderSnapshots(tx, { orderIds: [row.orderId] });
  const lines = order?.content.lines ?? [];
  const unknown = ids.filter((id) => !lines.some((line) => line.external_line_id === id));
  if (unknown.length > 0) throw invalid("channels.no_such_line", `The order has no line ${unknown.join(", ")}.`);
  return lines
    .filter((line) => ids.includes(line.external_line_id))
    .map((line) => ({ external_line_id: line.external_line_id, quantity: line.quantity }));
}
