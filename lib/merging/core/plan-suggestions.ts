import { cutWindows, type Matchable, matchKeys, tokenSpace } from "./match-key";
import { TIERS, type Tier } from "./verdict";

export type PlannedWindow = { key: string; tier: Tier; orderIds: string[]; windowStart: Date };

/**
 * The windows that would be suggested among these candidates: every key cut into two-hour windows; what is proved
 * before what cannot be known, then the largest, tokens before plain receivers; an order is in one window only.
 * Depends on the set alone, not on its order.
 */
export function planWindows(candidates: readonly Matchable[]): PlannedWindow[] {
  const windows = [...byKey(candidates)].flatMap(([key, { tier, orders }]) =>
    cutWindows(orders)
      .filter((members) => members.length > 1 && (tier !== "unknowable" || !tokensDecide(members)))
      .map((members) => ({ key, tier, orderIds: members.map(({ id }) => id), windowStart: members[0]?.paidAt ?? new Date(0) })),
  );
  windows.sort(
    (a, b) =>
      Number(a.tier === "unknowable") - Number(b.tier === "unknowable") ||
      b.orderIds.length - a.orderIds.length ||
      TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier) ||
      a.windowStart.getTime() - b.windowStart.getTime() ||
      (a.key < b.key ? -1 : 1),
  );
  const taken = new Set<string>();
  return windows.filter((window) => {
    if (window.orderIds.some((id) => taken.has(id))) return false;
    for (const id of window.orderIds) taken.add(id);
    return true;
  });
}

function byKey(candidates: readonly Matchable[]): Map<string, { tier: Tier; orders: Matchable[] }> {
  const found = new Map<string, { tier: Tier; orders: Matchable[] }>();
  for (const order of candidates) {
    for (const { key, tier } of matchKeys(order)) {
      const family = found.get(key) ?? { tier, orders: [] };
      family.orders.push(order);
      found.set(key, family);
    }
  }
  return found;
}

/** All tokens may be compared with each other: the platform has said whether the receivers are one, nothing is unknown. */
function tokensDecide(orders: readonly Matchable[]): boolean {
  const spaces = new Set(orders.map(tokenSpace));
  return spaces.size === 1 && !spaces.has(null);
}
