import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { badCursor, decodeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ImportRowView, type ListImportRowsInput, listImportRowsSchema } from "../core/import-view";
import { findOptionalImport, listImportRowRecords } from "../store/import-store";

/** What became of each row of the file, in its order. */
export async function listImportRows(ctx: Ctx, input: ListImportRowsInput): Promise<{ import_rows: ImportRowView[]; next_cursor: string | null }> {
  requirePermission(ctx, "imports.run");
  const { import_id, outcome, cursor, limit } = parseInput(listImportRowsSchema, input);
  const afterRow = cursor ? rowNumberOf(cursor) : 0;
  if (!(await findOptionalImport(reader(), import_id))) throw notFound("channels", "import", import_id);
  const records = await listImportRowRecords(reader(), { importId: import_id, outcome, afterRow, limit: limit + 1 });
  const page = records.slice(0, limit);
  const last = records.length > limit ? page.at(-1) : undefined;
  return {
    import_rows: page.map(({ rowNumber, externalId, outcome, orderId, errors }) => ({
      row_number: rowNumber,
      external_id: externalId,
      outcome,
      order_id: orderId,
      errors,
    })),
    next_cursor: last ? encodeCursor([last.rowNumber]) : null,
  };
}

function rowNumberOf(cursor: string): number {
  const [row] = decodeCursor(cursor);
  if (typeof row === "number" && Number.isInteger(row) && row >= 0 && row < 2 ** 31) return row;
  throw badCursor(cursor);
}
