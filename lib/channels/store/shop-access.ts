import { z } from "zod";
import type { Executor } from "@/db/transaction";
import { openText } from "@/lib/security/crypto/field-cipher";
import type { Platform } from "@/lib/shared/platform";
import type { ShopAccess } from "../core/channel-adapter";
import { shopPlace } from "../core/shop-place";
import { findOptionalShop, findOptionalShopByCode, type ShopRow } from "./shop-store";

const credentialsSchema = z.record(z.string(), z.string());

/** A shop as pushes need it: opened secrets, never to be logged or returned. */
export type KnownShop = { id: string; platform: Platform; access: ShopAccess };

/** Every push needs its shop; asking the database once in two seconds is enough to see a changed setting. */
const KEEP_MS = 2_000;
const kept = new Map<string, { shop: KnownShop; until: number }>();

export async function findOptionalKnownShop(executor: Executor, key: { code: string } | { id: string }): Promise<KnownShop | null> {
  const name = "code" in key ? `code:${key.code}` : `id:${key.id}`;
  const hit = kept.get(name);
  if (hit && hit.until > performance.now()) return hit.shop;
  const row = "code" in key ? await findOptionalShopByCode(executor, key.code) : await findOptionalShop(executor, key.id);
  if (!row) return null;
  const shop = openShop(row);
  kept.set(name, { shop, until: performance.now() + KEEP_MS });
  return shop;
}

/** After a change in this process; other processes see it within two seconds. */
export function forgetKnownShops(): void {
  kept.clear();
}

/** Opens the secrets of a row as it is; nothing of it may be logged or returned. */
export function openShop(row: ShopRow): KnownShop {
  const { id, platform, code, appKey } = row;
  return {
    id,
    platform,
    access: {
      code,
      appKey,
      appSecret: openText(shopPlace("app_secret", id), row.appSecret),
      accessToken: row.accessToken ? openText(shopPlace("access_token", id), row.accessToken) : "",
      refreshToken: row.refreshToken ? openText(shopPlace("refresh_token", id), row.refreshToken) : "",
      platformShopId: row.platformShopId ?? "",
      apiBaseUrl: row.settings.api_base_url,
      feedUrl: row.settings.feed_url,
      credentials: row.credentials ? credentialsSchema.parse(JSON.parse(openText(shopPlace("credentials", id), row.credentials))) : {},
    },
  };
}
