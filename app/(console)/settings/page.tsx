import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { SettingsPage } from "@/components/settings/settings-page";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { listCourierAccounts } from "@/lib/couriers/use-cases/list-courier-accounts";
import { ALL_RULES } from "@/lib/merging/core/judge-rules";
import { roleHolds } from "@/lib/security/core/permissions";
import { listTokens, listUsers } from "@/lib/security/use-cases/list-users";
import { createTokenAction, createUserAction, revokeTokenAction, setUserDisabledAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("title") };
}

export default async function Page() {
  const user = await requireSession();
  if (!roleHolds(user.role, "users.manage")) notFound();
  const ctx = await getActorCtx();
  const [{ users }, { tokens }, { shops }, { courier_accounts }] = await Promise.all([
    listUsers(ctx),
    listTokens(ctx),
    listShops(ctx),
    listCourierAccounts(ctx),
  ]);
  return (
    <SettingsPage
      me={user.id}
      users={users}
      tokens={tokens}
      shops={shops}
      couriers={courier_accounts}
      mergeRules={ALL_RULES.map(({ name }) => name)}
      actions={{
        createUser: createUserAction,
        setUserDisabled: setUserDisabledAction,
        createToken: createTokenAction,
        revokeToken: revokeTokenAction,
      }}
    />
  );
}
