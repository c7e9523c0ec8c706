import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { RuleVerdict } from "./verdict";

/** What a rule looks at: the members, the instant, and which orders have an open change request. */
export type RuleInput = { orders: readonly OrderSnapshot[]; now: Date; changing: ReadonlySet<string>; groupId: string | null };

/** A named blocker: pure, total, explained by `merging.rules.<name>.passed|failed` in both languages. */
export type Rule = { name: string; judge(input: RuleInput): Omit<RuleVerdict, "rule"> };

export function pass(params: RuleVerdict["params"] = {}): Omit<RuleVerdict, "rule"> {
  return { passed: true, orderIds: [], params };
}

export function fail(orders: readonly OrderSnapshot[], params: RuleVerdict["params"] = {}): Omit<RuleVerdict, "rule"> {
  return { passed: false, orderIds: orders.map((order) => order.id), params: { orders: orders.map((order) => order.externalId).join("、"), ...params } };
}

/** A rule that fails for each order `isBad` names. */
export function noneMay(name: string, isBad: (order: OrderSnapshot, input: RuleInput) => boolean): Rule {
  return {
    name,
    judge(input) {
      const bad = input.orders.filter((order) => isBad(order, input));
      return bad.length > 0 ? fail(bad) : pass();
    },
  };
}

/** A rule that fails when the orders do not all have one value; blanks count as values only if `blankCounts`. */
export function allSame(name: string, valueOf: (order: OrderSnapshot) => string): Rule {
  return {
    name,
    judge({ orders }) {
      const values = [...new Set(orders.map(valueOf))];
      return values.length > 1 ? fail(orders, { values: values.map((value) => value || "—").join(" / ") }) : pass({ values: values[0] ?? "" });
    },
  };
}

export function hasFlag(order: OrderSnapshot, flag: string): boolean {
  return order.content.flags.includes(flag);
}
