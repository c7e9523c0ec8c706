import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type ShopIdInput, type ShopView, shopIdSchema } from "../core/shop-view";
import { lockOptionalShop, saveShop } from "../store/shop-store";
import { enqueueWriteBacks } from "./enqueue-write-backs";
import { getShop } from "./get-shop";

/** Goes on where the pause began: the next window reaches back to it, and what is to be told is told. */
export async function resumeShop(ctx: Ctx, input: ShopIdInput): Promise<ShopView> {
  requirePermission(ctx, "shops.operate");
  const { shop_id: id } = parseInput(shopIdSchema, input);
  await withTransaction(async (tx) => {
    const shop = await lockOptionalShop(tx, id);
    if (!shop) throw notFound("channels", "shop", id);
    if (!shop.pausedAt) throw conflict("channels.not_paused", "The shop is not paused.");
    await saveShop(tx, id, { pausedAt: null, pausedReason: "" });
    await enqueueWriteBacks(tx, id);
    const before = { paused_at: shop.pausedAt.toISOString(), reason: shop.pausedReason };
    await appendAudit(tx, ctx, [
      { action: "channels.resume_shop", entityType: "shop", entityId: id, before, after: { shop: shop.code, paused: false } },
    ]);
  });
  return getShop(ctx, { shop_id: id });
}
