import type { Executor } from "@/db/transaction";
import { adapterFor } from "../adapters/adapter-for";
import { silentSince } from "../core/shop-silence";
import { listShopRows, type ShopRow } from "../store/shop-store";

/** What can be wrong with a shop as a whole. */
export type ShopTrouble = { rule: "shop_silent" | "breaker_open" | "token_expired"; shopId: string; since: Date | null; reason: string };

/** Step: shops that nothing is heard of, whose platform is not asked any more, or whose authorisation has ended. */
export async function listShopTroubles(executor: Executor, input: { now: Date }): Promise<{ names: [string, string][]; troubles: ShopTrouble[] }> {
  const shops = await listShopRows(executor);
  return { names: shops.map(({ id, name }) => [id, name]), troubles: shops.flatMap((shop) => troublesOf(shop, input.now)) };
}

function troublesOf(shop: ShopRow, now: Date): ShopTrouble[] {
  const { id: shopId, lastPushAt, lastFeedAt, lastPullAt, pausedAt } = shop;
  const pulled = adapterFor(shop.platform).pull !== null && shop.coverFrom !== null;
  const silent = silentSince({ lastPushAt, lastFeedAt, lastPullAt, pulled, pausedAt }, now);
  const troubles: (ShopTrouble | false)[] = [
    silent !== null && { rule: "shop_silent", shopId, since: silent, reason: shop.lastError ?? "" },
    shop.breakerState !== "closed" && { rule: "breaker_open", shopId, since: shop.lastErrorAt, reason: shop.lastError ?? "" },
    shop.tokenExpiresAt !== null && shop.tokenExpiresAt <= now && { rule: "token_expired", shopId, since: shop.tokenExpiresAt, reason: "" },
  ];
  return troubles.filter((trouble) => trouble !== false);
}
