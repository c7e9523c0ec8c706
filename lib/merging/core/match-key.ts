import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { WINDOW_MS } from "./policy";
import type { Evidence, Tier } from "./verdict";

type Matchable = Pick<OrderSnapshot, "id" | "placedAt" | "paidAt" | "tokenIndex" | "tokenKind" | "receiverIndex">;

const WEEK_MS = 7 * 86_400_000;
/** Monday 00:00 in Shanghai of the first week of the epoch that starts on one: 1970-01-05 00:00 +08:00. */
const FIRST_MONDAY_MS = 4 * 86_400_000 - 8 * 3_600_000;

/** Taobao's oaid changes with the natural week, so values from two weeks are not evidence, equal or not. */
const WEEKLY_TOKENS: readonly string[] = ["oaid"];

/** What an order can be matched by. The key holds blind indexes only, never a name, phone or address. */
export function matchKeys(order: Matchable): { tier: Extract<Tier, "token_equal" | "exact">; key: string }[] {
  const keys: { tier: Extract<Tier, "token_equal" | "exact">; key: string }[] = [];
  if (order.tokenIndex) {
    const week = WEEKLY_TOKENS.includes(order.tokenKind) ? `:${naturalWeek(order.placedAt)}` : "";
    keys.push({ tier: "token_equal", key: `token:${order.tokenIndex}${week}` });
  }
  if (order.receiverIndex) keys.push({ tier: "exact", key: `receiver:${order.receiverIndex}` });
  return keys;
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

/**
 * Why these orders match, as weights in bits (log2 of how much likelier the agreement is for one household than for
 * two strangers). A token is the platform's own word; phone + name + address agree by chance about once in 2^24.
 */
const AGREEMENT_BITS = { token: 24, receiver: 22, customer: 6 } as const;
const DISAGREEMENT_BITS = { token: -3, receiver: -4, customer: -6 } as const;
/** Prior: of two random orders of a shop in two hours, about one pair in 2^14 is one household's. */
const PRIOR_BITS = -14;

export function evidenceOf(orders: readonly Pick<OrderSnapshot, "tokenIndex" | "receiverIndex" | "customerId">[]): Evidence[] {
  return [
    compare("token", orders.map((order) => order.tokenIndex)),
    compare("receiver", orders.map((order) => order.receiverIndex)),
    compare("customer", orders.map((order) => order.customerId)),
  ];
}

function compare(comparison: keyof typeof AGREEMENT_BITS, values: readonly (string | null)[]): Evidence {
  if (values.some((value) => value === null)) return { comparison, level: "unknown", weight: 0 };
  const agree = new Set(values).size === 1;
  return agree
    ? { comparison, level: "equal", weight: AGREEMENT_BITS[comparison] }
    : { comparison, level: "different", weight: DISAGREEMENT_BITS[comparison] };
}

/** Posterior probability that the orders go to one receiver. */
export function probabilityOf(evidence: readonly Evidence[]): number {
  const bits = evidence.reduce((sum, { weight }) => sum + weight, PRIOR_BITS);
  return 1 / (1 + 2 ** -bits);
}
