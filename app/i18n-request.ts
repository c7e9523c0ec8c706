import { headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { LOCALES, type Locale } from "@/lib/security/core/user-view";
import { loadMessages } from "./load-messages";
import { getPreferenceCookies, getSessionUser } from "./session";

/** The person's own choice, then the browser's, then its Accept-Language; Chinese when nothing says otherwise. */
export default getRequestConfig(async () => {
  const locale = await chooseLocale();
  return { locale, messages: await loadMessages(locale), timeZone: "Asia/Shanghai", now: new Date() };
});

async function chooseLocale(): Promise<Locale> {
  const user = await getSessionUser().catch(() => null);
  const cookie = (await getPreferenceCookies()).locale;
  return known(cookie) ?? user?.locale ?? negotiate((await headers()).get("accept-language")) ?? "zh-CN";
}

function known(text: string | null): Locale | null {
  return LOCALES.find((locale) => locale === text) ?? null;
}

function negotiate(header: string | null): Locale | null {
  const wanted = (header ?? "")
    .split(",")
    .map((part) => part.trim().split(";q="))
    .sort(([, a], [, b]) => Number(b ?? 1) - Number(a ?? 1));
  for (const [tag] of wanted) {
    if (tag?.toLowerCase().startsWith("zh")) return "zh-CN";
    if (tag?.toLowerCase().startsWith("en")) return "en";
  }
  return null;
}
