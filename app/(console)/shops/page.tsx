import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { getActorCtx, requireSession } from "@/app/session";
import { ShopsPage } from "@/components/shops/shops-page";
import { listPlatforms } from "@/lib/channels/use-cases/list-platforms";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { roleHolds } from "@/lib/security/core/permissions";
import { env } from "@/lib/shared/env";
import { createShopAction, pauseShopAction, removeSkusAction, resumeShopAction, saveSkusAction, testShopAction, updateShopAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("shops"))("title") };
}

export default async function Page() {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const [{ shops }, { platforms }] = await Promise.all([listShops(ctx), listPlatforms(ctx)]);
  return (
    <ShopsPage
      first={shops}
      platforms={platforms}
      publicUrl={env().NEXTAUTH_URL ?? ""}
      rights={{ operate: roleHolds(user.role, "shops.operate"), manage: roleHolds(user.role, "shops.manage") }}
      actions={{
        create: createShopAction,
        update: updateShopAction,
        pause: pauseShopAction,
        resume: resumeShopAction,
        test: testShopAction,
        saveSkus: saveSkusAction,
        removeSkus: removeSkusAction,
      }}
    />
  );
}
