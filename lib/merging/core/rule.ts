import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import type { RuleVerdict } from "./verdict";

/** What a rule looks at: the members, the instant, which orders have an open change request, the group they are in (null: none yet). */
export type RuleInput = { orders: readonly OrderSnapshot[]; now: Date; changing: ReadonlySet<string>; groupId: string | null };

/** A named blocker: pure, total, explained by `merging.rules.<name>.passed|failed` in both languages. */
export type Rule = { name: string; judge(input: RuleInput): Omit<RuleVerdict, "rule"> };

export function pass(params: RuleVerdict["params"] = {}): Omit<RuleVerdict, "rule"> {
  return { passed: true, order_ids: [], params };
}

/** `orders` in the sentence are the platform's order numbers, which staff read aloud. */
export function fail(orders: readonly OrderSnapshot[], params: RuleVerdict["params"] = {}): Omit<RuleVerdict, "rule"> {
  return {
    passed: false,
    order_ids: orders.map(({ id }) => id),
    params: { orders: orders.map(({ externalId }) => externalId).join(", "), ...params },
  };
}

/** Fails for each order that `isBad` names; `readValue` quotes what was found there. */
export function noneMay(
  name: string,
  isBad: (order: OrderSnapshot, input: RuleInput) => boolean,
  readValue?: (order: OrderSnapshot) => string,
): Rule {
  return {
    name,
    judge(input) {
      const bad = input.orders.filter((order) => isBad(order, input));
      if (bad.length === 0) return pass();
      return fail(bad, readValue ? { values: [...new Set(bad.map(readValue))].join(" / ") } : {});
    },
  };
}

/** Fails when the orders do not all have one value; a blank is a value of its own. */
export function allSame(name: string, readValue: (order: OrderSnapshot) => string): Rule {
  return { name, judge: ({ orders }) => judgeValues(orders, orders.map(readValue)) };
}

/** Fails when two orders state different values; a blank is "not decided yet" and differs from nothing. */
export function noneDiffer(name: string, readValue: (order: OrderSnapshot) => string): Rule {
  return {
    name,
    judge: ({ orders }) =>
      judgeValues(
        orders,
        orders.map(readValue).filter((value) => value !== ""),
      ),
  };
}

function judgeValues(orders: readonly OrderSnapshot[], all: string[]): Omit<RuleVerdict, "rule"> {
  const values = [...new Set(all)].sort();
  const shown = values.map((value) => value || "—").join(" / ");
  return values.length > 1 ? fail(orders, { values: shown }) : pass({ values: shown || "—" });
}

export function hasFlag(order: OrderSnapshot, flag: string): boolean {
  return order.content.flags.includes(flag);
}
