import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type ImportColumn, mapHeaders } from "@/lib/channels/core/import-columns";
import type { ImportRow } from "@/lib/channels/core/import-orders";
import { CodedError, invalid } from "@/lib/shared/errors";

export const MAX_IMPORT_ROWS = 200_000;

/** Rows of a CSV or tab-separated file with known headers; refuses files it cannot read, quoting the place. */
export async function readCsv(text: string): Promise<ImportRow[]> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  const rows: ImportRow[] = [];
  let columns: Map<number, ImportColumn> | undefined;
  try {
    for await (const record of Readable.from([text]).pipe(parser) as AsyncIterable<string[]>) {
      if (columns) rows.push(toRow(record, columns, rows.length + 2));
      else columns = headerOf(record);
      if (rows.length > MAX_IMPORT_ROWS) throw tooLong();
    }
  } catch (error) {
    if (error instanceof CsvError) throw invalid("channels.bad_csv", `The file is not readable as CSV: ${error.message}.`);
    throw error;
  }
  if (rows.length === 0) throw invalid("channels.empty_file", "The file has no rows under its header.");
  return rows;
}

/** Whichever separator the header line uses most. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const counted = [",", "\t", ";"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}

function headerOf(record: string[]): Map<number, ImportColumn> {
  const { columns, missing } = mapHeaders(record);
  if (missing.length === 0) return columns;
  throw new CodedError({
    kind: "invalid",
    code: "channels.missing_columns",
    message: `The file lacks the columns ${missing.join(", ")}; its header is: ${record.slice(0, 20).join(", ")}.`,
    params: { columns: missing.join(", ") },
    issues: missing.map((column) => ({ path: column, message: "is not a column of the file" })),
  });
}

function toRow(record: string[], columns: Map<number, ImportColumn>, rowNumber: number): ImportRow {
  const cells: ImportRow["cells"] = {};
  for (const [index, column] of columns) cells[column] = record[index] ?? "";
  return { rowNumber, cells };
}

function tooLong(): CodedError {
  return new CodedError({
    kind: "too_large",
    code: "channels.file_too_long",
    message: `The file has more than ${MAX_IMPORT_ROWS} rows; split it.`,
    params: { max: MAX_IMPORT_ROWS },
  });
}
