import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import { adapterFor } from "../adapters/adapter-for";
import { coverStart } from "../core/cover-start";
import { shopPlace } from "../core/shop-place";
import { type CreateShopInput, createShopSchema, type ShopView } from "../core/shop-view";
import { saveNewShop } from "../store/shop-store";
import { checkCredentials } from "./check-credentials";
import { getShop } from "./get-shop";

/** Connects a shop; its pushes go to `webhook_path` from now on. Refuses a code that is taken. */
export async function createShop(ctx: Ctx, input: CreateShopInput): Promise<ShopView> {
  requirePermission(ctx, "shops.manage");
  const shop = parseInput(createShopSchema, input);
  const { code, name, platform, settings, app_key, credentials } = shop;
  if (credentials) checkCredentials(platform, credentials);
  const id = newId();
  const now = ctx.clock.now();
  await withTransaction(async (tx) => {
    const saved = await saveNewShop(tx, {
      id,
      code,
      name,
      platform,
      settings,
      appKey: app_key,
      appSecret: sealText(shopPlace("app_secret", id), shop.app_secret),
      accessToken: sealText(shopPlace("access_token", id), shop.access_token),
      refreshToken: sealText(shopPlace("refresh_token", id), shop.refresh_token),
      credentials: sealText(shopPlace("credentials", id), JSON.stringify(credentials ?? {})),
      platformShopId: shop.platform_shop_id,
      coverFrom: coverStart({ begun: null, pull: adapterFor(platform).pull, apiBaseUrl: settings.api_base_url, now }),
      createdAt: now,
    });
    if (!saved) throw conflict("channels.code_taken", `A shop with the code "${code}" exists already.`, { code });
    await appendAudit(tx, ctx, [
      { action: "channels.create_shop", entityType: "shop", entityId: id, after: { code, name, platform, settings, app_key } },
    ]);
  });
  return getShop(ctx, { shop_id: id });
}
