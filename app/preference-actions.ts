"use server";

import type { Locale } from "@/lib/security/core/user-view";
import { setPreferences } from "@/lib/security/use-cases/set-preferences";
import { runAction } from "./run-action";
import { getSessionUser, setPreferenceCookie } from "./session";

/** Language of this browser, and of the person when one is signed in. */
export async function setPreferencesAction(input: { locale: Locale }): Promise<void> {
  const locale = input.locale === "en" ? "en" : "zh-CN";
  await setPreferenceCookie("tongdan-locale", locale);
  if (await getSessionUser()) await runAction(setPreferences, { locale });
}
