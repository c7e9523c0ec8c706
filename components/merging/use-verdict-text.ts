import { useFormatter, useTranslations } from "next-intl";
import type { RuleVerdict } from "@/lib/merging/core/verdict";

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;
const WORD = /[a-z]+(?:_[a-z]+)*/g;

/** A verdict as a sentence: instants in local time, stages and flags in the reader's words. */
export function useVerdictText(): (verdict: RuleVerdict) => string {
  const t = useTranslations("merging");
  const format = useFormatter();
  const say = (value: string | number) =>
    typeof value === "number"
      ? value
      : value.replace(INSTANT, (text) =>
          format.dateTime(new Date(text), { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }),
        );
  const named = (value: string | number) =>
    typeof value === "number" ? value : say(String(value).replace(WORD, (word) => (t.has(`values.${word}`) ? t(`values.${word}`) : word)));
  return ({ rule, passed, params }) => {
    const values = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, name === "values" ? named(value) : say(value)]));
    const key = `rules.${rule}.${passed ? "passed" : "failed"}`;
    return t.has(key) ? t(key, values) : rule;
  };
}
