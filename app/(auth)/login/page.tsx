import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { setPreferencesAction } from "@/app/preference-actions";
import { getSessionUser } from "@/app/session";
import { LoginForm } from "@/components/security/login-form";
import { ROLES } from "@/lib/shared/role";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("sign_in") };
}

export default async function Page({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = safePath((await searchParams).next);
  if (await getSessionUser()) redirect(next);
  const demo = process.env.TONGDAN_DEMO === "on" ? ROLES.map((role) => ({ role, email: `${role}@demo.tongdan.local` })) : [];
  return <LoginForm next={next} demo={demo} setPreferences={setPreferencesAction} />;
}

/** Only a path of this product: never "//elsewhere". */
function safePath(text: string | undefined): string {
  return text && /^\/(?![/\\])/.test(text) ? text : "/overview";
}
