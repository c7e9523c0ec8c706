import type { PulledOrder } from "./channel-adapter";

/** An order as it is here: what the platform's modified time was when it was last taken in. */
type Held = { orderId: string; externalId: string; modifiedAt: Date };

export type Comparison = {
  /** Theirs, not ours. */
  missing: PulledOrder[];
  /** Ours is older. */
  stale: { order: PulledOrder; held: Held }[];
  same: PulledOrder[];
};

/** What a platform lists against what is here, by id and modified time. A list without times can only tell what is missing. Pure. */
export function compareOrders(input: { listed: readonly PulledOrder[]; held: readonly Held[] }): Comparison {
  const byId = new Map(input.held.map((held) => [held.externalId, held]));
  const comparison: Comparison = { missing: [], stale: [], same: [] };
  for (const order of input.listed) {
    const held = byId.get(order.externalId);
    if (!held) comparison.missing.push(order);
    else if (order.modifiedAt !== null && order.modifiedAt > held.modifiedAt) comparison.stale.push({ order, held });
    else comparison.same.push(order);
  }
  return comparison;
}
