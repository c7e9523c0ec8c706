import type { Amounts, OrderContent } from "@/lib/orders/core/order-content";
import type { SnapshotLine } from "@/lib/orders/core/snapshot";

/**
 * What a line costs at another quantity: pro rata to what the buyer paid for it, half a fen rounded up. Always reckoned
 * from the version the change stands on, so a line is set at most once in a change and restoring gives the exact fen back.
 */
export function paidAtQuantity(line: Pick<SnapshotLine, "paid" | "quantity">, quantity: number): number {
  return Math.floor((line.paid * quantity + Math.floor(line.quantity / 2)) / line.quantity);
}

/**
 * The content with other lines, its amounts following by difference. Paid moves by what the open lines' paid moved; goods
 * by their list price, and the discount by what lies between, so goods + freight − discount − paid stays what it was
 * (zero on a sound order). Where list prices and discount do not explain each other (either would fall below zero), goods
 * moves by the paid difference and the discount stays. Freight is never touched: waiving it is a decision of its own.
 */
export function withLines(content: OrderContent, lines: SnapshotLine[]): OrderContent {
  const paid = sum(lines, (line) => line.paid) - sum(content.lines, (line) => line.paid);
  const list = sum(lines, listPrice) - sum(content.lines, listPrice);
  return { ...content, lines, amounts: movedBy(content.amounts, { paid, list }) };
}

function movedBy(amounts: Amounts, by: { paid: number; list: number }): Amounts {
  const moved = { ...amounts, goods: amounts.goods + by.list, discount: amounts.discount + by.list - by.paid, paid: amounts.paid + by.paid };
  if (moved.goods >= 0 && moved.discount >= 0) return moved;
  return { ...amounts, goods: amounts.goods + by.paid, paid: amounts.paid + by.paid };
}

/** False when the platform's amounts cannot carry the change: an order-level discount larger than what would be left. */
export function amountsCanCarry(content: OrderContent): boolean {
  return Object.values(content.amounts).every((amount) => amount >= 0 && Number.isSafeInteger(amount));
}

function listPrice(line: SnapshotLine): number {
  return line.unit_price * line.quantity;
}

function sum(lines: readonly SnapshotLine[], of: (line: SnapshotLine) => number): number {
  return lines.reduce((total, line) => (line.cancelled ? total : total + of(line)), 0);
}
