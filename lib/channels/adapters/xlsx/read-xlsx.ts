import { readSheet } from "read-excel-file/node";
import { type ImportTable, MAX_IMPORT_ROWS, tooLong } from "@/lib/channels/core/import-table";
import { CodedError, invalid } from "@/lib/shared/errors";
import { unpackedSize } from "./unpacked-size";

/** What a workbook may become in memory. 20 MB of a real one unpack to a few times as much. */
const MAX_UNPACKED_BYTES = 400 * 1_048_576;
/** Excel keeps this many digits of a number; the rest of a longer one are zeroes that nobody typed. */
const EXCEL_DIGITS = 15;

/** The table on the first sheet of a workbook. Its first row that is not empty is the header. */
export async function readXlsx(content: Uint8Array): Promise<ImportTable> {
  const bytes = unpackedSize(content);
  if (bytes === null) throw unreadable("it is no complete ZIP file");
  if (bytes > MAX_UNPACKED_BYTES) throw tooLarge(bytes);
  const sheet = await readSheet<string>(Buffer.from(content), 1, { parseNumber: numberText, trim: false }).catch((error: unknown) => {
    throw unreadable(error instanceof Error ? error.message : String(error));
  });
  const rows = sheet
    .map((cells, index) => ({ rowNumber: index + 1, cells: cells.map((cell) => cellText(cell)) }))
    .filter(({ cells }) => cells.some((cell) => cell.trim() !== ""));
  const [header, ...rest] = rows;
  if (rest.length > MAX_IMPORT_ROWS) throw tooLong();
  return { header: header?.cells ?? [], rows: rest };
}

/** 19.899999999999999 is how a workbook keeps 19.9; a number with more digits than Excel keeps shows that it lost some. */
function numberText(text: string): string {
  const number = Number(text);
  if (!Number.isFinite(number)) return text;
  return Math.abs(number) >= 10 ** EXCEL_DIGITS ? number.toExponential() : String(number);
}

/** Dates are wall clock time, which the reader gives as UTC. */
function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return "";
  if (!(cell instanceof Date)) return String(cell);
  // Excel counts days as doubles, so a time may miss its second by a hair.
  return new Date(Math.round(cell.getTime() / 1000) * 1000).toISOString().slice(0, 19).replace("T", " ");
}

function unreadable(why: string): CodedError {
  return invalid("channels.bad_workbook", `The file is not readable as an Excel workbook: ${why}.`);
}

function tooLarge(bytes: number): CodedError {
  return new CodedError({
    kind: "too_large",
    code: "channels.workbook_too_large",
    message: `The workbook unpacks to ${bytes} bytes; at most ${MAX_UNPACKED_BYTES} are taken.`,
    params: { bytes, max: MAX_UNPACKED_BYTES },
  });
}
