import type { RuleInput } from "./rule";
import { ORDER_RULES } from "./rules/order-rules";
import { SHIPPING_RULES } from "./rules/shipping-rules";
import type { RuleVerdict } from "./verdict";

export const ALL_RULES = [...ORDER_RULES, ...SHIPPING_RULES];

/** Every rule's verdict: all that passed and all that failed. Symmetric in the orders. */
export function judgeRules(input: RuleInput): { passed: RuleVerdict[]; failed: RuleVerdict[] } {
  const verdicts = ALL_RULES.map((rule) => ({ rule: rule.name, ...rule.judge(input) }));
  return { passed: verdicts.filter((verdict) => verdict.passed), failed: verdicts.filter((verdict) => !verdict.passed) };
}
