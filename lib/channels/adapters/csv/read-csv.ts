import { Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { type ImportTable, MAX_IMPORT_ROWS, tooLong } from "@/lib/channels/core/import-table";
import { invalid } from "@/lib/shared/errors";

/** The table of a CSV or tab-separated file; refuses files it cannot read, quoting the place. */
export async function readCsv(text: string): Promise<ImportTable> {
  const parser = parse({
    bom: true,
    delimiter: delimiterOf(text),
    relax_column_count: true,
    skip_empty_lines: true,
    relax_quotes: true,
  });
  const table: ImportTable = { header: [], rows: [] };
  let begun = false;
  try {
    for await (const cells of Readable.from([text]).pipe(parser) as AsyncIterable<string[]>) {
      if (begun) table.rows.push({ rowNumber: table.rows.length + 2, cells });
      else table.header = cells;
      begun = true;
      if (table.rows.length > MAX_IMPORT_ROWS) throw tooLong();
    }
  } catch (error) {
    if (error instanceof CsvError) throw invalid("channels.bad_csv", `The file is not readable as CSV: ${error.message}.`);
    throw error;
  }
  return table;
}

/** Whichever separator the header line uses most. */
function delimiterOf(text: string): string {
  const header = text.slice(0, 10_000).split(/\r?\n/, 1)[0] ?? "";
  const counted = [",", "\t", ";"].map((delimiter) => ({ delimiter, count: header.split(delimiter).length }));
  return counted.reduce((best, one) => (one.count > best.count ? one : best)).delimiter;
}
