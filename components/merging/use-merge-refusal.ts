import { useTranslations } from "next-intl";
import type { ActionResult } from "@/components/orders/order-actions";
import { useRefusalText } from "@/components/orders/use-refusal-text";

type Refusal = Extract<ActionResult<unknown>, { ok: false }>;

/** A refusal in the reader's language, rules called by their names. */
export function useMergeRefusal(): (refusal: Refusal) => string {
  const t = useTranslations("merging.rules");
  const say = useRefusalText();
  return (refusal) => {
    const { rules } = refusal.params;
    if (typeof rules !== "string") return say(refusal);
    const names = rules.split(", ").map((rule) => (t.has(`${rule}.name`) ? t(`${rule}.name`) : rule));
    return say({ ...refusal, params: { ...refusal.params, rules: names.join(" · ") } });
  };
}
