import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { fromShanghai, toShanghai } from "@/lib/shared/clock";
import { fenFromYuan } from "@/lib/shared/money";

/** Why a cell cannot be read: the message key `channels.cell_errors.<code>`. */
export const CELL_CODES = ["empty", "shortened", "not_money", "not_a_count", "not_a_time", "unknown_status"] as const;
export type CellCode = (typeof CELL_CODES)[number];

/** A cell that cannot be read; the message quotes what came and what was expected. */
export class CellError extends Error {
  constructor(
    readonly code: CellCode,
    readonly value: string,
    expectation: string,
  ) {
    super(value === "" ? expectation : `"${value}" ${expectation}`);
  }
}

/** Spreadsheets protect long numbers as `="123"`, '123 or a leading tab. */
export function cleanCell(text: string): string {
  const trimmed = text.trim();
  const formula = /^="(.*)"$/s.exec(trimmed);
  return (formula?.[1] ?? trimmed).replace(/^'/, "").trim();
}

export function orderNumber(text: string): string {
  if (text === "") throw new CellError("empty", "", "is empty");
  if (/^\d+(\.\d+)?E\+?\d+$/i.test(text)) throw new CellError("shortened", text, "was shortened by a spreadsheet; save the column as text");
  return text;
}

/** "12.50", "¥1,200", "9元" → fen. */
export function money(text: string): number {
  try {
    return fenFromYuan(text.replace(/[¥￥,，\s]/g, "").replace(/元$/, ""));
  } catch {
    throw new CellError("not_money", text, "is not an amount in yuan such as 12.50");
  }
}

export function wholeCount(text: string): number {
  if (!/^\d{1,6}(\.0+)?$/.test(text) || Number(text) < 1) throw new CellError("not_a_count", text, "is not a whole number of at least 1");
  return Number(text);
}

/** Zoneless time is Shanghai; a date alone is its midnight. Impossible dates are refused, not rolled over. */
export function time(text: string): string {
  if (/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(text)) {
    const date = new Date(text);
    if (Number.isNaN(date.getTime())) throw new CellError("not_a_time", text, "is not a time");
    return date.toISOString();
  }
  const full = /^\d{4}[-/]\d{1,2}[-/]\d{1,2}$/.test(text) ? `${text} 00:00:00` : text;
  try {
    const date = fromShanghai(full);
    const [, month, day, hour] = full.split(/[-/ T:]/).map(Number);
    const [, gotMonth, gotDay, gotHour] = toShanghai(date).split(/[- :]/).map(Number);
    if (month === gotMonth && day === gotDay && hour === gotHour) return date.toISOString();
  } catch {
    // refused below, quoting what came
  }
  throw new CellError("not_a_time", text, "is not a time such as 2026-11-24 09:05:00");
}

const STATUS_WORDS: readonly [RegExp, IncomingOrderInput["status"]][] = [
  [/取消|关闭|cancel|closed/i, "cancelled"],
  [/完成|成功|complet|finished/i, "completed"],
  [/签收|收货成功|delivered/i, "delivered"],
  [/已发货|待收货|待签收|确认收货|^shipped/i, "shipped"],
  [/未付款|待付款|待支付|未支付|买家付款$|unpaid|pending payment/i, "unpaid"],
  [/待发货|已付款|已支付|备货|待审核|卖家发货|^paid|awaiting shipment/i, "paid"],
];

/** A platform's word for the state; a blank one is told by whether the order is paid. */
export function statusOf(text: string, paidAt: string | null): IncomingOrderInput["status"] {
  if (text === "") return paidAt ? "paid" : "unpaid";
  const found = STATUS_WORDS.find(([pattern]) => pattern.test(text));
  if (!found) throw new CellError("unknown_status", text, "is not a status we know, such as 待发货 or shipped");
  return found[1];
}
