import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { openText, sealText } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import type { CallFailure, RefreshedAccess } from "../core/channel-adapter";
import { shopPlace } from "../core/shop-place";
import { findOptionalKnownShop, forgetKnownShops, type KnownShop } from "../store/shop-access";
import { lockOptionalShop, saveShop } from "../store/shop-store";

/**
 * A new token in the place of `expired`, and the shop as it is then. Where somebody else has renewed it meanwhile,
 * theirs is used: a refresh token works once. Without a way to renew, a person must authorise the shop again.
 */
export async function refreshAccess(ctx: Ctx, input: { shopId: string; expired: string }): Promise<{ ok: true; shop: KnownShop } | CallFailure> {
  requirePermission(ctx, "orders.ingest");
  const shop = await findShopNow(input.shopId);
  if (!shop) return { ok: false, kind: "shop_setup", reason: "The shop no longer exists." };
  if (shop.access.accessToken !== input.expired) return { ok: true, shop };
  const renew = adapterFor(shop.platform).refreshAccess;
  if (!renew) return expired("The access token has expired; authorise the shop again.");
  const renewed = await renew({ shop: shop.access, now: ctx.clock.now() });
  if (!renewed.ok) {
    const passing = renewed.kind === "retryable" || renewed.kind === "throttled";
    return passing ? renewed : expired(`The access token could not be renewed; authorise the shop again. ${renewed.reason}`);
  }
  await keep(ctx, { ...input, renewed });
  const after = await findShopNow(input.shopId);
  return after ? { ok: true, shop: after } : { ok: false, kind: "shop_setup", reason: "The shop no longer exists." };
}

function expired(reason: string): CallFailure {
  return { ok: false, kind: "token_expired", reason };
}

async function keep(ctx: Ctx, input: { shopId: string; expired: string; renewed: Extract<RefreshedAccess, { ok: true }> }): Promise<void> {
  const { shopId: id, renewed } = input;
  await withTransaction(async (tx) => {
    const row = await lockOptionalShop(tx, id);
    const current = row?.accessToken ? openText(shopPlace("access_token", id), row.accessToken) : "";
    if (!row || current !== input.expired) return;
    await saveShop(tx, id, {
      accessToken: sealText(shopPlace("access_token", id), renewed.accessToken),
      refreshToken: sealText(shopPlace("refresh_token", id), renewed.refreshToken),
      tokenExpiresAt: renewed.expiresAt,
    });
    const after = { shop: row.code, token_expires_at: renewed.expiresAt?.toISOString() ?? null };
    await appendAudit(tx, ctx, [{ action: "channels.refresh_access", entityType: "shop", entityId: id, after }]);
  });
}

function findShopNow(id: string): Promise<KnownShop | null> {
  forgetKnownShops();
  return findOptionalKnownShop(reader(), { id });
}
