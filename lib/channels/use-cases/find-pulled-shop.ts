import { reader } from "@/db/transaction";
import { conflict, notFound } from "@/lib/shared/errors";
import { adapterFor } from "../adapters/adapter-for";
import type { PullSide } from "../core/channel-adapter";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";

/** Step: a shop whose platform can be asked what changed, and how. */
export async function findPulledShop(key: { code: string } | { id: string }): Promise<{ shop: KnownShop; pull: PullSide }> {
  const shop = await findOptionalKnownShop(reader(), key);
  if (!shop) throw notFound("channels", "shop", "code" in key ? key.code : key.id);
  const { pull } = adapterFor(shop.platform);
  if (!pull) {
    const { code } = shop.access;
    throw conflict("channels.not_pullable", `The platform of "${code}" only pushes; it cannot be asked what changed.`, { code });
  }
  return { shop, pull };
}
