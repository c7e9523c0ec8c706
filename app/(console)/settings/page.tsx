import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { SettingsPage } from "@/components/settings/settings-page";
import { roleHolds } from "@/lib/security/core/permissions";
import { listTokens, listUsers } from "@/lib/security/use-cases/list-users";
import { setUserDisabledAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Page() {
  const user = await requireSession();
  if (!roleHolds(user.role, "users.manage")) notFound();
  const ctx = await getActorCtx();
  const [{ users }, { tokens }] = await Promise.all([listUsers(ctx), listTokens(ctx)]);
  return <SettingsPage me={user.id} users={users} tokens={tokens} actions={{ setUserDisabled: setUserDisabledAction }} />;
}
