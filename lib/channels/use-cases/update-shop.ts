import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { releaseParked } from "@/lib/inbox/use-cases/release-parked";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { adapterFor } from "../adapters/adapter-for";
import { coverStart } from "../core/cover-start";
import { waitsForShop } from "../core/parked-for";
import { shopPlace } from "../core/shop-place";
import { type ShopView, type UpdateShopInput, updateShopSchema } from "../core/shop-view";
import { hastenWaiting } from "../store/pull-store";
import { forgetKnownShops, openShop } from "../store/shop-access";
import { lockOptionalShop, type ShopRow, saveShop } from "../store/shop-store";
import { hastenWriteBacks } from "../store/write-back-store";
import { checkCredentials } from "./check-credentials";
import { enqueuePull } from "./enqueue-pull";
import { enqueueWriteBacks } from "./enqueue-write-backs";
import { getShop } from "./get-shop";

const SECRETS = ["app_secret", "access_token", "refresh_token", "credentials"] as const;

/** Changes name, application, tokens, credentials or settings; what waited for the shop to be set up is tried again at once. */
export async function updateShop(ctx: Ctx, input: UpdateShopInput): Promise<ShopView> {
  requirePermission(ctx, "shops.manage");
  const change = parseInput(updateShopSchema, input);
  const { shop_id: id, settings } = change;
  const now = ctx.clock.now();
  await withTransaction(async (tx) => {
    const shop = await lockOptionalShop(tx, id);
    if (!shop) throw notFound("channels", "shop", id);
    const after = {
      name: change.name ?? shop.name,
      appKey: change.app_key ?? shop.appKey,
      platformShopId: change.platform_shop_id === undefined ? shop.platformShopId : change.platform_shop_id,
      settings: { ...shop.settings, ...settings },
    };
    const { api_base_url: apiBaseUrl } = after.settings;
    const coverFrom = coverStart({ begun: shop.coverFrom, pull: adapterFor(shop.platform).pull, apiBaseUrl, now });
    await saveShop(tx, id, { ...after, ...sealedSecrets(shop, change), coverFrom });
    await tryAgain(tx, ctx, id);
    const seen = ({ name, appKey: app_key, settings: kept }: Pick<ShopRow, "name" | "appKey" | "settings">) => ({ name, app_key, settings: kept });
    const secrets_changed = SECRETS.filter((secret) => change[secret] !== undefined);
    await appendAudit(tx, ctx, [
      { action: "channels.update_shop", entityType: "shop", entityId: id, before: seen(shop), after: { ...seen(after), secrets_changed } },
    ]);
  });
  forgetKnownShops();
  return getShop(ctx, { shop_id: id });
}

/** Pushes, pulls and write-backs that only a person at the shop could help. */
async function tryAgain(tx: Tx, ctx: Ctx, shopId: string): Promise<void> {
  await releaseParked(tx, ctx, { waitsFor: [waitsForShop(shopId)] });
  for (const window of await hastenWaiting(tx, shopId)) await enqueuePull(tx, { window });
  await hastenWriteBacks(tx, { shopId, now: ctx.clock.now() });
  await enqueueWriteBacks(tx, shopId);
}

/** A new token ends at a time nobody knows yet: the first renewal tells it. */
function sealedSecrets(shop: ShopRow, change: UpdateShopInput): Partial<ShopRow> {
  const { app_secret, access_token, refresh_token } = change;
  const place = (column: (typeof SECRETS)[number]) => shopPlace(column, shop.id);
  const credentials = change.credentials && { ...openShop(shop).access.credentials, ...change.credentials };
  if (credentials) checkCredentials(shop.platform, credentials);
  return {
    ...(app_secret === undefined ? {} : { appSecret: sealText(place("app_secret"), app_secret) }),
    ...(access_token === undefined ? {} : { accessToken: sealText(place("access_token"), access_token), tokenExpiresAt: null }),
    ...(refresh_token === undefined ? {} : { refreshToken: sealText(place("refresh_token"), refresh_token) }),
    ...(credentials === undefined ? {} : { credentials: sealText(place("credentials"), JSON.stringify(credentials)) }),
  };
}
