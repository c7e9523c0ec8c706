import { useTranslations } from "next-intl";
import type { ActionResult } from "./order-actions";

type Refusal = Extract<ActionResult<unknown>, { ok: false }>;

/** A refusal in the reader's language where its code has a sentence, else as the server said it. */
export function useRefusalText(): (refusal: Refusal) => string {
  const t = useTranslations();
  return ({ code, message, params }) => {
    const [domain = "", reason = ""] = code.split(/\.(.*)/s);
    const key = `${domain}.errors.${reason}`;
    return t.has(key) ? t(key, params) : message;
  };
}
