import { useTranslations } from "next-intl";
import { yuanText } from "@/lib/shared/money";
import type { Role } from "@/lib/shared/role";
import type { MoneyEffect } from "@/lib/versions/core/money-effect";
import type { RiskReason } from "@/lib/versions/core/risk";
import type { Sentence } from "@/lib/versions/core/sentence";

/** A change in words: what it does, what it costs, why it is risky, who decides. */
export function useChangeWords() {
  const t = useTranslations("versions");
  const sentence = ({ key, params }: Sentence) => (t.has(`sentences.${key}`) ? t(`sentences.${key}`, params) : key);
  return {
    summary: (sentences: readonly Sentence[]) => sentences.map(sentence).join(t("sentences.separator")),
    money: (money: MoneyEffect) =>
      t(`money.${money.kind}`, { before: yuanText(money.before), after: yuanText(money.after), delta: yuanText(Math.abs(money.delta)) }),
    risk: ({ factor, params }: RiskReason) => {
      const minutes = Number(params.minutes ?? 0);
      if (factor === "cutoff" && minutes < 0) return t("risk.cutoff_past", { minutes: -minutes });
      const yuan = { amount: yuanText(Number(params.amount ?? 0)), threshold: yuanText(Number(params.threshold ?? 0)) };
      return t(`risk.${factor}`, { ...params, ...yuan });
    },
    roles: (roles: readonly Role[]) => roles.map((role) => t(`roles.${role}`)).join(" / "),
  };
}
