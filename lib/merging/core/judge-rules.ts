import type { Rule, RuleInput } from "./rule";
import { ORDER_RULES } from "./rules/order-rules";
import { RECEIVER_RULES } from "./rules/receiver-rules";
import { SHIPPING_RULES } from "./rules/shipping-rules";
import type { RuleVerdict } from "./verdict";

/** The registry; its order is the order in which verdicts are listed. */
export const ALL_RULES: readonly Rule[] = [...RECEIVER_RULES, ...ORDER_RULES, ...SHIPPING_RULES];

/** Every rule's verdict: all that passed and all that failed. Symmetric in the orders. */
export function judgeRules(input: RuleInput): { passed: RuleVerdict[]; failed: RuleVerdict[] } {
  const verdicts = ALL_RULES.map((rule) => ({ rule: rule.name, ...rule.judge(input) }));
  return { passed: verdicts.filter((verdict) => verdict.passed), failed: verdicts.filter((verdict) => !verdict.passed) };
}

/** Waiting is over once a group is made: from then on only a late decision, never a late parcel, is refused. */
const ABOUT_WAITING: readonly string[] = ["deadline_allows_waiting"];

/** What forbids an existing group to be confirmed or printed. */
export function gateFailures(input: RuleInput): RuleVerdict[] {
  return judgeRules(input).failed.filter((verdict) => !ABOUT_WAITING.includes(verdict.rule));
}
