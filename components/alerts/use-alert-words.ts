import { useLocale } from "next-intl";
import type { AlertRule } from "@/lib/alerts/core/alert-rule";
import { ALERT_LOCALES, alertSentence, alertTitle } from "@/lib/alerts/core/alert-text";
import type { AlertView } from "@/lib/alerts/core/alert-view";

/** An alert in the reader's language: the same words that mail and robot send. */
export function useAlertWords() {
  const asked = useLocale();
  const locale = ALERT_LOCALES.find((known) => known === asked) ?? "zh-CN";
  return {
    title: (rule: AlertRule) => alertTitle(rule, locale),
    sentence: ({ rule, detail }: Pick<AlertView, "rule" | "detail">) => alertSentence({ rule, detail, locale }),
  };
}
