import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { parseInput } from "@/lib/shared/parse-input";
import { type RemoveSkuMappingsInput, removeSkuMappingsSchema } from "../core/sku-mapping";
import { findWarehouseSkus, removeSkuMappingRows } from "../store/sku-mapping-store";

/** From now on the platform's own SKU counts again. */
export async function removeSkuMappings(ctx: Ctx, input: RemoveSkuMappingsInput): Promise<{ removed: number }> {
  requirePermission(ctx, "shops.operate");
  const { shop_id: shopId, platform_skus: platformSkus } = parseInput(removeSkuMappingsSchema, input);
  return withTransaction(async (tx) => {
    const before = await findWarehouseSkus(tx, { shopId, platformSkus });
    const removed = await removeSkuMappingRows(tx, { shopId, platformSkus });
    if (removed.length === 0) return { removed: 0 };
    await appendAudit(tx, ctx, [
      { action: "channels.unmap_skus", entityType: "shop", entityId: shopId, before: Object.fromEntries(before), after: { removed } },
    ]);
    return { removed: removed.length };
  });
}
