import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type PauseShopInput, pauseShopSchema, type ShopView } from "../core/shop-view";
import { lockOptionalShop, saveShop } from "../store/shop-store";
import { getShop } from "./get-shop";

/** Stops pulls and write-backs of a shop, with the reason; pushes are still taken, and what waits is kept. */
export async function pauseShop(ctx: Ctx, input: PauseShopInput): Promise<ShopView> {
  requirePermission(ctx, "shops.operate");
  const { shop_id: id, reason } = parseInput(pauseShopSchema, input);
  await withTransaction(async (tx) => {
    const shop = await lockOptionalShop(tx, id);
    if (!shop) throw notFound("channels", "shop", id);
    if (shop.pausedAt) throw conflict("channels.already_paused", `The shop is paused already: ${shop.pausedReason}`, { reason: shop.pausedReason });
    await saveShop(tx, id, { pausedAt: ctx.clock.now(), pausedReason: reason });
    await appendAudit(tx, ctx, [
      { action: "channels.pause_shop", entityType: "shop", entityId: id, reason, after: { shop: shop.code, paused: true } },
    ]);
  });
  return getShop(ctx, { shop_id: id });
}
