import { withTransaction } from "@/db/transaction";
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
import { forgetKnownShops } from "../store/shop-access";
import { lockOptionalShop, saveShop } from "../store/shop-store";
import { getShop } from "./get-shop";

/** Changes name, token or settings; pushes that waited for the shop to be set up are tried again. */
export async function updateShop(ctx: Ctx, input: UpdateShopInput): Promise<ShopView> {
  requirePermission(ctx, "shops.manage");
  const { shop_id: id, name, access_token, settings } = parseInput(updateShopSchema, input);
  await withTransaction(async (tx) => {
    const shop = await lockOptionalShop(tx, id);
    if (!shop) throw notFound("channels", "shop", id);
    const after = { name: name ?? shop.name, settings: { ...shop.settings, ...settings } };
    const token = access_token === undefined ? {} : { accessToken: sealText(shopPlace("access_token", id), access_token) };
    const { api_base_url: apiBaseUrl } = after.settings;
    const coverFrom = coverStart({ begun: shop.coverFrom, pull: adapterFor(shop.platform).pull, apiBaseUrl, now: ctx.clock.now() });
    await saveShop(tx, id, { ...after, ...token, coverFrom });
    await releaseParked(tx, ctx, { waitsFor: [waitsForShop(id)] });
    await appendAudit(tx, ctx, [
      {
        action: "channels.update_shop",
        entityType: "shop",
        entityId: id,
        before: { name: shop.name, settings: shop.settings },
        after: { ...after, access_token_changed: access_token !== undefined },
      },
    ]);
  });
  forgetKnownShops();
  return getShop(ctx, { shop_id: id });
}
