import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type SaveSkuMappingsInput, saveSkuMappingsSchema } from "../core/sku-mapping";
import { findOptionalShop } from "../store/shop-store";
import { findWarehouseSkus, saveSkuMappingRows } from "../store/sku-mapping-store";

/**
 * Says what the warehouse calls SKUs of a platform. It counts for what the platform tells from now on; orders that are
 * here keep their lines until the platform tells of them again, or a backfill asks it to.
 */
export async function saveSkuMappings(ctx: Ctx, input: SaveSkuMappingsInput): Promise<{ saved: number }> {
  requirePermission(ctx, "shops.operate");
  const { shop_id: shopId, mappings } = parseInput(saveSkuMappingsSchema, input);
  return withTransaction(async (tx) => {
    if (!(await findOptionalShop(tx, shopId))) throw notFound("channels", "shop", shopId);
    const before = await findWarehouseSkus(tx, { shopId, platformSkus: mappings.map((row) => row.platform_sku) });
    const changed = mappings.filter((row) => before.get(row.platform_sku) !== row.sku);
    if (changed.length === 0) return { saved: 0 };
    const stamp = { shopId, actorName: actorLabel(ctx.actor), updatedAt: ctx.clock.now() };
    await saveSkuMappingRows(
      tx,
      changed.map((row) => ({ ...stamp, platformSku: row.platform_sku, sku: row.sku })),
    );
    await appendAudit(tx, ctx, [
      {
        action: "channels.map_skus",
        entityType: "shop",
        entityId: shopId,
        before: Object.fromEntries(before),
        after: Object.fromEntries(changed.map((row) => [row.platform_sku, row.sku])),
      },
    ]);
    return { saved: changed.length };
  });
}
