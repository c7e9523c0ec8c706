import { cutWindows, matchKeys } from "./match-key";
import type { Tier } from "./verdict";

type Candidate = Parameters<typeof matchKeys>[0];
export type PlannedWindow = { key: string; tier: Extract<Tier, "token_equal" | "exact">; orderIds: string[]; windowStart: Date };

/**
 * The windows that would be suggested among these candidates: every key cut into two-hour windows, the largest first,
 * tokens before plain receivers; an order is in one window only. Depends on the set alone, not on its order.
 */
export function planWindows(candidates: readonly Candidate[]): PlannedWindow[] {
  const byKey = new Map<string, { tier: PlannedWindow["tier"]; orders: Candidate[] }>();
  for (const order of candidates) {
    for (const { key, tier } of matchKeys(order)) {
      const group = byKey.get(key) ?? { tier, orders: [] };
      group.orders.push(order);
      byKey.set(key, group);
    }
  }
  const windows = [...byKey].flatMap(([key, { tier, orders }]) =>
    cutWindows(orders)
      .filter((members) => members.length > 1)
      .map((members) => ({ key, tier, orderIds: members.map((order) => order.id), windowStart: members[0]?.paidAt ?? new Date(0) })),
  );
  windows.sort((a, b) => b.orderIds.length - a.orderIds.length || rank(a.tier) - rank(b.tier) || (a.key < b.key ? -1 : 1));
  const taken = new Set<string>();
  return windows.filter((window) => {
    if (window.orderIds.some((id) => taken.has(id))) return false;
    for (const id of window.orderIds) taken.add(id);
    return true;
  });
}

function rank(tier: PlannedWindow["tier"]): number {
  return tier === "token_equal" ? 0 : 1;
}
