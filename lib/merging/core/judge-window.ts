import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { evidenceOf, probabilityOf } from "./evidence";
import { judgeRules } from "./judge-rules";
import { freightSaved } from "./tariff";
import type { Evidence, RuleVerdict } from "./verdict";

export type JudgedWindow = {
  orders: readonly OrderSnapshot[];
  passed: RuleVerdict[];
  failed: RuleVerdict[];
  evidence: Evidence[];
  probability: number;
  deadline: Date | null;
  freightSaved: number;
};

/**
 * Judges a window. Members that are themselves unfit (cash on delivery, a refund…) are left out while two fit ones
 * remain; if not, all stay and the suggestion is blocked by what failed.
 */
export function judgeWindow(input: { orders: readonly OrderSnapshot[]; now: Date; changing: ReadonlySet<string>; groupId?: string }): JudgedWindow {
  const { orders, now, changing } = input;
  const groupId = input.groupId ?? null;
  const all = judgeRules({ orders, now, changing, groupId });
  const unfit = new Set(all.failed.flatMap((verdict) => (verdict.order_ids.length < orders.length ? verdict.order_ids : [])));
  const fit = orders.filter((order) => !unfit.has(order.id));
  const kept = unfit.size > 0 && fit.length > 1 ? fit : orders;
  const verdicts = kept === orders ? all : judgeRules({ orders: kept, now, changing, groupId });
  const evidence = evidenceOf(kept);
  return {
    ...verdicts,
    orders: kept,
    evidence,
    probability: probabilityOf(evidence),
    deadline: earliest(kept),
    freightSaved: freightSaved({ province: kept[0]?.content.receiver.province ?? "", weightsGrams: kept.map(weightOf) }),
  };
}

/** A group ships no later than the earliest time promised to any member. */
export function earliest(orders: readonly Pick<OrderSnapshot, "promisedShipAt">[]): Date | null {
  const times = orders.flatMap((order) => (order.promisedShipAt ? [order.promisedShipAt.getTime()] : []));
  return times.length > 0 ? new Date(Math.min(...times)) : null;
}

function weightOf(order: OrderSnapshot): number {
  const grams = order.content.custom.weight_grams;
  return typeof grams === "number" ? grams : 0;
}
