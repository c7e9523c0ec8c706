import { withTransaction } from "@/db/transaction";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import type { IngestResult } from "@/lib/orders/core/incoming-order";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import type { Ctx } from "@/lib/shared/context";
import { type ImportedOrder, type ImportRow, type RowIssue, toImportedOrder } from "../core/import-orders";
import { waitsForOrder } from "../core/parked-for";
import { withoutPersonal } from "../core/without-personal";
import { type ImportCounts, type ImportWithShop, type NewImportRow, saveBatchResults } from "../store/import-store";
import { withMappedSkus } from "./with-mapped-skus";

type Applied = { imported: ImportedOrder; result: Omit<IngestResult, "errors"> & { errors: RowIssue[] } };

/** Part of `runImport`: one batch of orders into the order centre, then its results, counts and progress together. */
export async function applyImportBatch(ctx: Ctx, input: { record: ImportWithShop; groups: ImportRow[][] }): Promise<void> {
  const { record, groups } = input;
  const imported = groups.map((rows) => toImportedOrder(rows, record.shopCode));
  const readable = await withMappedSkus(
    record.shopId,
    imported.flatMap((one) => (one.order ? [one.order] : [])),
  );
  const { results } = readable.length > 0 ? await ingestOrders(ctx, { orders: readable, origin: "import" }) : { results: [] };
  const applied = pair(imported, results);
  await withTransaction(async (tx) => {
    for (const { imported: one, result } of applied) {
      if (result.order_id && one.parcels.length > 0) await linkParcels(tx, ctx, { orderId: result.order_id, parcels: one.parcels });
    }
    await releaseParked(tx, ctx, { waitsFor: applied.map(({ imported: one }) => waitsForOrder(record.shopId, one.externalId)) });
    const kept = await saveBatchResults(tx, record.id, { rows: applied.flatMap(toRows), counts: countsOf(applied) });
    if (!kept) return;
    const { doneRows, totalRows, state } = kept;
    await emitEvents(tx, ctx, [{ type: "import.progressed", payload: { import_id: record.id, done_rows: doneRows, total_rows: totalRows, state } }]);
  });
}

/** The ingest answers in the order it was asked; rows that made no order are rejected with their own errors. */
function pair(imported: ImportedOrder[], results: IngestResult[]): Applied[] {
  let next = 0;
  return imported.map((one) => {
    const result = one.order ? results[next++] : undefined;
    if (result) return { imported: one, result };
    return { imported: one, result: { external_id: one.externalId, outcome: "rejected", order_id: null, errors: one.errors } };
  });
}

function toRows({ imported, result }: Applied): NewImportRow[] {
  return imported.rowNumbers.map((rowNumber) => ({
    rowNumber,
    externalId: imported.externalId,
    outcome: result.outcome,
    orderId: result.order_id,
    errors: withoutPersonal(result.errors),
  }));
}

function countsOf(applied: Applied[]): ImportCounts {
  const orders = (...outcomes: IngestResult["outcome"][]) => applied.filter(({ result }) => outcomes.includes(result.outcome)).length;
  return {
    doneRows: applied.reduce((total, { imported }) => total + imported.rowNumbers.length, 0),
    created: orders("created"),
    updated: orders("updated"),
    unchanged: orders("unchanged", "stale"),
    rejected: orders("rejected"),
  };
}
