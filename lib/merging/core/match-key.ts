import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { WINDOW_MS } from "./policy";
import type { Tier } from "./verdict";

export type Matchable = Pick<OrderSnapshot, "id" | "placedAt" | "paidAt" | "tokenIndex" | "tokenKind" | "receiverIndex" | "customerId"> & {
  shopId: string;
};

const WEEK_MS = 7 * 86_400_000;
/** Monday 00:00 in Shanghai of the first week of the epoch that starts on one: 1970-01-05 00:00 +08:00. */
const FIRST_MONDAY_MS = 4 * 86_400_000 - 8 * 3_600_000;

/** Taobao's oaid changes with the natural week, so values from two weeks are not evidence, equal or not. */
const WEEKLY_TOKENS: readonly string[] = ["oaid"];

export type MatchKey = { tier: Tier; key: string };

/** What proves one receiver. Keys hold blind indexes only, never a name, phone or address. */
export function proofKeys(order: Matchable): MatchKey[] {
  const keys: MatchKey[] = [];
  const token = tokenKey(order);
  if (token !== null) keys.push({ tier: "token_equal", key: token });
  if (order.receiverIndex) keys.push({ tier: "exact", key: `receiver:${order.receiverIndex}` });
  return keys;
}

/** What an order can be found by: its proofs, and where its receiver is masked, its buyer, who proves nothing about the address. */
export function matchKeys(order: Matchable): MatchKey[] {
  const known = proofKeys(order);
  if (order.receiverIndex !== null || order.customerId === null) return known;
  return [...known, { tier: "unknowable", key: `customer:${order.customerId}` }];
}

/** The token within its week where it changes weekly; the index itself is of one shop and kind. */
function tokenKey(order: Matchable): string | null {
  if (order.tokenIndex === null) return null;
  return `token:${order.tokenIndex}${weekOf(order)}`;
}

/** Tokens of one space may be compared: same shop, kind and, where they change weekly, natural week. */
export function tokenSpace(order: Matchable): string | null {
  return order.tokenIndex === null ? null : `${order.shopId}:${order.tokenKind}${weekOf(order)}`;
}

function weekOf(order: Matchable): string {
  return WEEKLY_TOKENS.includes(order.tokenKind) ? `:${naturalWeek(order.placedAt)}` : "";
}

/** The number of the natural week in Shanghai. */
export function naturalWeek(at: Date): number {
  return Math.floor((at.getTime() - FIRST_MONDAY_MS) / WEEK_MS);
}

/**
 * Cuts candidates of one key into windows: each starts at its first payment and takes what was paid within two hours
 * of it. No chaining: an order two hours and one minute after the first starts a window of its own.
 */
export function cutWindows<T extends Matchable>(candidates: readonly T[]): T[][] {
  const paid = candidates.filter((order) => order.paidAt !== null);
  paid.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
  const windows: T[][] = [];
  let start = Number.NEGATIVE_INFINITY;
  for (const order of paid) {
    const current = windows.at(-1);
    if (current && timeOf(order) - start <= WINDOW_MS) current.push(order);
    else {
      start = timeOf(order);
      windows.push([order]);
    }
  }
  return windows;
}

function timeOf(order: Matchable): number {
  return order.paidAt?.getTime() ?? 0;
}
