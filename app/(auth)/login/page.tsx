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

const INSIDE = "http://inside";

/** Only a path of this product, read as a browser reads it: "//elsewhere" and "/<tab>/elsewhere" lead to other sites. */
function safePath(text: string | undefined): string {
  const url = text && URL.canParse(text, INSIDE) ? new URL(text, INSIDE) : null;
  return url?.origin === INSIDE ? `/${url.pathname.replace(/^\/+/, "")}${url.search}` : "/overview";
}
