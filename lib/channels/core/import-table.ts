import { CodedError, invalid } from "@/lib/shared/errors";
import { type ImportColumn, mapHeaders } from "./import-columns";
import type { ImportRow } from "./import-orders";

export const MAX_IMPORT_ROWS = 200_000;

/** A file as a table, whatever its format; rows are counted as people do, the header's number being 1. */
export type ImportTable = { header: string[]; rows: { rowNumber: number; cells: string[] }[] };

/** Our column → their heading, as a person chose it for a shop; "" says that the file has none for it. */
export type ImportMapping = Partial<Record<ImportColumn, string>>;

/** What is kept of a file until it is applied: the mapping of that moment with it, whatever is remembered later. */
export type KeptImport = { table: ImportTable; mapping: ImportMapping };

/** Rows with known columns. Refuses a table without rows, too long, or without the columns that an order needs. */
export function toImportRows(table: ImportTable, mapping: ImportMapping): ImportRow[] {
  const { columns, missing } = mapHeaders(table.header, mapping);
  if (missing.length > 0) throw missingColumns(missing, table.header);
  if (table.rows.length === 0) throw invalid("channels.empty_file", "The file has no rows under its header.");
  if (table.rows.length > MAX_IMPORT_ROWS) throw tooLong();
  return table.rows.map(({ rowNumber, cells }) => {
    const named: ImportRow["cells"] = {};
    for (const [index, column] of columns) named[column] = cells[index] ?? "";
    return { rowNumber, cells: named };
  });
}

export function tooLong(): CodedError {
  return new CodedError({
    kind: "too_large",
    code: "channels.file_too_long",
    message: `The file has more than ${MAX_IMPORT_ROWS} rows; split it.`,
    params: { max: MAX_IMPORT_ROWS },
  });
}

function missingColumns(missing: ImportColumn[], header: string[]): CodedError {
  return new CodedError({
    kind: "invalid",
    code: "channels.missing_columns",
    message: `The file lacks the columns ${missing.join(", ")}; its header is: ${header.slice(0, 20).join(", ")}.`,
    params: { columns: missing.join(", ") },
    issues: missing.map((column) => ({ path: column, message: "is not a column of the file" })),
  });
}
