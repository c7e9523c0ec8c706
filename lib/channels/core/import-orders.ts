import { carrierFromName } from "@/lib/couriers/core/carrier";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { cityName } from "./division-name";
import { type CellCode, CellError, cleanCell, money, orderNumber, statusOf, time, wholeCount } from "./import-cells";
import { IMPORT_COLUMNS, type ImportColumn } from "./import-columns";

/** A row of the file as people count them: the header is row 1. */
export type ImportRow = { rowNumber: number; cells: Partial<Record<ImportColumn, string>> };

/** `code`, `value` and `row` let a page say it in its own language; the ingest's own issues have only the sentence. */
export type RowIssue = { path: string; message: string; code?: CellCode; value?: string; row?: number };

/** All rows of one order number, and the order they make, or why they make none. */
export type ImportedOrder = {
  externalId: string;
  rowNumbers: number[];
  order: IncomingOrderInput | null;
  errors: RowIssue[];
  parcels: { carrier: string; trackingNumber: string }[];
};

/** Rows with one order number are lines of one order, wherever they stand in the file. */
export function groupRows(rows: readonly ImportRow[]): ImportRow[][] {
  const groups = new Map<string, ImportRow[]>();
  for (const row of rows) {
    const number = cleanCell(row.cells.external_id ?? "");
    const key = number === "" ? `row ${row.rowNumber}` : number;
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()];
}

/** One group of rows → the canonical order. Errors quote the cell, its column and its row. */
export function toImportedOrder(rows: readonly ImportRow[], shopCode: string): ImportedOrder {
  const errors: RowIssue[] = [];
  const order = readOrder(rows, shopCode, errors);
  const cells = rows.map((row) => row.cells);
  const parcels = cells.flatMap(({ tracking_number, carrier }) =>
    tracking_number ? [{ carrier: carrierFromName(cleanCell(carrier ?? "")), trackingNumber: cleanCell(tracking_number) }] : [],
  );
  return {
    externalId: cleanCell(cells[0]?.external_id ?? ""),
    rowNumbers: rows.map((row) => row.rowNumber),
    order: errors.length > 0 ? null : order,
    errors,
    parcels: [...new Map(parcels.map((parcel) => [parcel.trackingNumber, parcel])).values()],
  };
}

/** Reads cells of one row, collecting what is wrong with them. */
function cellReader(row: ImportRow, errors: RowIssue[]) {
  const text = (column: ImportColumn) => cleanCell(row.cells[column] ?? "");
  const read = <T>(column: ImportColumn, parse: (text: string) => T, fallback: T): T => {
    try {
      return parse(text(column));
    } catch (error) {
      if (!(error instanceof CellError)) throw error;
      const { code, value, message } = error;
      const sentence = `Row ${row.rowNumber}, ${IMPORT_COLUMNS[column][0]}: ${message}.`;
      errors.push({ path: column, message: sentence, code, value, row: row.rowNumber });
      return fallback;
    }
  };
  const optional = <T>(column: ImportColumn, parse: (text: string) => T): T | null =>
    text(column) === "" ? null : read<T | null>(column, parse, null);
  return { text, read, optional };
}

function readOrder(rows: readonly ImportRow[], shopCode: string, errors: RowIssue[]): IncomingOrderInput | null {
  const first = rows[0];
  if (!first) return null;
  const { text, read, optional } = cellReader(first, errors);
  const external_id = read("external_id", orderNumber, "");
  const placed_at = read("placed_at", time, "");
  const told = optional("paid_at", time);
  const status = read("status", (word) => statusOf(word, told), "unpaid");
  // Files of paid orders often have no column for it: paid when placed.
  const paid_at = told ?? (status === "unpaid" || status === "cancelled" ? null : placed_at);
  const lines = rows.map((row, index) => readLine(row, index, errors));
  const goods = lines.reduce((total, line) => total + line.unit_price * line.quantity, 0);
  const freight = optional("freight", money) ?? 0;
  const paid = optional("order_paid", money) ?? lines.reduce((total, line) => total + line.paid, 0);
  const modified_at = optional("modified_at", time) ?? paid_at ?? placed_at;
  return {
    shop: shopCode,
    external_id,
    status,
    placed_at,
    paid_at,
    promised_ship_at: optional("promised_ship_at", time),
    modified_at,
    payment_method: /货到付款|cod|cash on delivery/i.test(text("payment_method")) ? "cod" : "prepaid",
    amounts: { goods, freight, discount: Math.max(0, goods + freight - paid), paid },
    buyer: { nick: text("buyer_nick") },
    receiver: readReceiver(text),
    lines,
    carrier: carrierFromName(text("carrier")),
    buyer_note: text("buyer_note"),
    seller_note: text("seller_note"),
  };
}

function readReceiver(text: (column: ImportColumn) => string): IncomingOrderInput["receiver"] {
  const province = text("province");
  const parts = { district: text("district"), town: text("town"), address: text("address") };
  return { name: text("name"), phone: text("phone"), province, city: cityName(province, text("city")), ...parts };
}

function readLine(row: ImportRow, index: number, errors: RowIssue[]): IncomingOrderInput["lines"][number] {
  const { text, read, optional } = cellReader(row, errors);
  const quantity = read("quantity", wholeCount, 1);
  const price = optional("unit_price", money);
  const paid = optional("paid", money);
  return {
    external_line_id: text("external_line_id") || String(index + 1),
    sku: text("sku"),
    title: [text("title"), text("spec")].join(" ").trim(),
    quantity,
    unit_price: price ?? Math.floor((paid ?? 0) / quantity),
    paid: paid ?? (price ?? 0) * quantity,
  };
}
