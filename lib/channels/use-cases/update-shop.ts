import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText, sealText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { adapterFor } from "../adapters/adapter-for";
import { coverStart } from "../core/cover-start";
import { waitsForShop } from "../core/parked-for";
import { shopPlace } from "../core/shop-place";
import { type ShopView, type UpdateShopInput, updateShopSchema } from "../core/shop-view";
import { forgetKnownShops } from "../store/shop-access";
import { lockOptionalShop, type ShopRow, saveShop } from "../store/shop-store";
import { getShop } from "./get-shop";

const SECRETS = ["access_token", "refresh_token", "credentials"] as const;

/** Changes name, tokens, credentials or settings; pushes that waited for the shop to be set up are tried again. */
export async function updateShop(ctx: Ctx, input: UpdateShopInput): Promise<ShopView> {
  requirePermission(ctx, "shops.manage");
  const change = parseInput(updateShopSchema, input);
  const { shop_id: id, name, settings } = change;
  await withTransaction(async (tx) => {
    const shop = await lockOptionalShop(tx, id);
    if (!shop) throw notFound("channels", "shop", id);
    const after = { name: name ?? shop.name, settings: { ...shop.settings, ...settings } };
    const { api_base_url: apiBaseUrl } = after.settings;
    const coverFrom = coverStart({ begun: shop.coverFrom, pull: adapterFor(shop.platform).pull, apiBaseUrl, now: ctx.clock.now() });
    await saveShop(tx, id, { ...after, ...sealedSecrets(shop, change), coverFrom });
    await releaseParked(tx, ctx, { waitsFor: [waitsForShop(id)] });
    await appendAudit(tx, ctx, [
      {
        action: "channels.update_shop",
        entityType: "shop",
        entityId: id,
        before: { name: shop.name, settings: shop.settings },
        after: { ...after, secrets_changed: SECRETS.filter((secret) => change[secret] !== undefined) },
      },
    ]);
  });
  forgetKnownShops();
  return getShop(ctx, { shop_id: id });
}

function sealedSecrets(shop: ShopRow, change: UpdateShopInput): Partial<ShopRow> {
  const { access_token, refresh_token, credentials } = change;
  const place = (column: (typeof SECRETS)[number]) => shopPlace(column, shop.id);
  const known = shop.credentials ? JSON.parse(openText(place("credentials"), shop.credentials)) : {};
  return {
    ...(access_token === undefined ? {} : { accessToken: sealText(place("access_token"), access_token) }),
    ...(refresh_token === undefined ? {} : { refreshToken: sealText(place("refresh_token"), refresh_token) }),
    ...(credentials === undefined ? {} : { credentials: sealText(place("credentials"), JSON.stringify({ ...known, ...credentials })) }),
  };
}
