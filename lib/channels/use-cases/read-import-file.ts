import { CodedError, invalid } from "@/lib/shared/errors";
import { readCsv } from "../adapters/csv/read-csv";
import { readXlsx } from "../adapters/xlsx/read-xlsx";
import { decodeFile } from "../core/decode-file";
import type { ImportTable } from "../core/import-table";
import { MAX_IMPORT_BYTES } from "../core/import-view";

/** First bytes of a ZIP, which every .xlsx is, and of the workbooks before 2007. */
const ZIP = [0x50, 0x4b];
const OLD_WORKBOOK = [0xd0, 0xcf, 0x11, 0xe0];

/** Step: an uploaded file as a table. What it is, its bytes say; its name may be wrong. */
export async function readImportFile(content: Uint8Array): Promise<ImportTable> {
  if (content.byteLength > MAX_IMPORT_BYTES) throw tooLarge(content.byteLength);
  const begins = (bytes: readonly number[]) => bytes.every((byte, index) => content[index] === byte);
  if (begins(OLD_WORKBOOK)) throw invalid("channels.old_workbook", "The file is an Excel 97 workbook (.xls); save it as .xlsx.");
  return begins(ZIP) ? readXlsx(content) : readCsv(decodeFile(content));
}

function tooLarge(bytes: number): CodedError {
  return new CodedError({
    kind: "too_large",
    code: "channels.file_too_large",
    message: `The file has ${bytes} bytes; at most ${MAX_IMPORT_BYTES} are taken at once.`,
    params: { bytes, max: MAX_IMPORT_BYTES },
  });
}
