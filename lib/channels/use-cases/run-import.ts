import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { groupRows, type ImportRow } from "../core/import-orders";
import { importPlace } from "../core/import-place";
import { type ImportState, importMachine } from "../core/import-state";
import { type KeptImport, toImportRows } from "../core/import-table";
import { type ImportIdInput, importIdSchema } from "../core/import-view";
import { findOptionalImport, findOptionalImportContent, type ImportWithShop, listDoneRowNumbers, moveImport } from "../store/import-store";
import { applyImportBatch } from "./apply-import-batch";

/** Orders a batch: large enough for set-based ingest, small enough for the bar to move. */
const BATCH_ORDERS = 500;

/**
 * Applies an import batch by batch. A worker that dies is followed by another that goes on where the kept
 * results end; a batch applied twice changes nothing, because the ingest is idempotent.
 */
export async function runImport(ctx: Ctx, input: ImportIdInput): Promise<{ state: ImportState }> {
  requirePermission(ctx, "imports.run");
  const { import_id: id } = parseInput(importIdSchema, input);
  const record = await findOptionalImport(reader(), id);
  const content = await findOptionalImportContent(reader(), id);
  if (!record || content === null) return { state: record?.state ?? "failed" };
  if (record.state === "pending") await withTransaction((tx) => moveImport(tx, id, importMachine.actions.start));
  try {
    await applyAll(ctx, record, openText(importPlace(id), content));
  } catch (error) {
    // The database or the machine: the job is run again. A refusal of the file itself would only repeat.
    if (!isCodedError(error)) throw error;
    return end(ctx, record, { action: "fail", error: error.message });
  }
  return end(ctx, record, { action: "finish" });
}

async function applyAll(ctx: Ctx, record: ImportWithShop, text: string): Promise<void> {
  const groups = groupRows(keptRows(text));
  const done = await listDoneRowNumbers(reader(), record.id);
  const open = groups.filter((group) => !done.has(group[0]?.rowNumber ?? 0));
  for (let start = 0; start < open.length; start += BATCH_ORDERS) {
    await applyImportBatch(ctx, { record, groups: open.slice(start, start + BATCH_ORDERS) });
  }
}

function keptRows(text: string): ImportRow[] {
  const { table, mapping } = JSON.parse(text) as KeptImport;
  return toImportRows(table, mapping);
}

async function end(ctx: Ctx, record: ImportWithShop, how: { action: "finish" } | { action: "fail"; error: string }): Promise<{ state: ImportState }> {
  const transition = importMachine.actions[how.action];
  await withTransaction(async (tx) => {
    const error = how.action === "fail" ? how.error : undefined;
    if (!(await moveImport(tx, record.id, { ...transition, error, finishedAt: ctx.clock.now() }))) return;
    const last = await findOptionalImport(tx, record.id);
    const { fileName, doneRows, totalRows, created, updated, unchanged, rejected } = last ?? record;
    await emitEvents(tx, ctx, [
      {
        type: "import.progressed",
        payload: { import_id: record.id, done_rows: doneRows, total_rows: totalRows, state: transition.to },
      },
    ]);
    await appendAudit(tx, ctx, [
      {
        action: "channels.end_import",
        entityType: "import",
        entityId: record.id,
        after: { file_name: fileName, state: transition.to, rows: doneRows, created, updated, unchanged, rejected, error },
      },
    ]);
  });
  return { state: transition.to };
}
