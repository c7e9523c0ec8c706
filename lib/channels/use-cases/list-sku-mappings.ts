import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { badCursor, decodeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ListSkuMappingsInput, listSkuMappingsSchema, type SkuMappingList } from "../core/sku-mapping";
import { findOptionalShop } from "../store/shop-store";
import { listSkuMappingRows } from "../store/sku-mapping-store";

/** What a platform calls the SKUs of a shop, and what the warehouse does. */
export async function listSkuMappings(ctx: Ctx, input: ListSkuMappingsInput): Promise<SkuMappingList> {
  requirePermission(ctx, "shops.read");
  const { shop_id: shopId, q, cursor, limit } = parseInput(listSkuMappingsSchema, input);
  const after = cursor ? positionOf(cursor) : null;
  if (!(await findOptionalShop(reader(), shopId))) throw notFound("channels", "shop", shopId);
  const rows = await listSkuMappingRows(reader(), { shopId, q, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return {
    sku_mappings: page.map((row) => ({
      platform_sku: row.platformSku,
      sku: row.sku,
      actor_name: row.actorName,
      updated_at: row.updatedAt.toISOString(),
    })),
    next_cursor: last ? encodeCursor([last.platformSku]) : null,
  };
}

function positionOf(cursor: string): string {
  const [sku, ...rest] = decodeCursor(cursor);
  if (typeof sku !== "string" || sku === "" || rest.length > 0) throw badCursor(cursor);
  return sku;
}
