import { and, asc, eq, gt, ilike, inArray, or, sql } from "drizzle-orm";
import { skuMappings } from "@/db/schema/channels";
import type { Executor, Tx } from "@/db/transaction";

export type SkuMappingRow = typeof skuMappings.$inferSelect;

/** What the warehouse calls these SKUs of a platform; those that are not mapped are left out. */
export async function findWarehouseSkus(executor: Executor, input: { shopId: string; platformSkus: string[] }): Promise<Map<string, string>> {
  const { shopId, platformSkus } = input;
  if (platformSkus.length === 0) return new Map();
  const rows = await executor
    .select({ platformSku: skuMappings.platformSku, sku: skuMappings.sku })
    .from(skuMappings)
    .where(and(eq(skuMappings.shopId, shopId), inArray(skuMappings.platformSku, platformSkus)));
  return new Map(rows.map((row) => [row.platformSku, row.sku]));
}

/** By the platform's SKU. */
export async function listSkuMappingRows(
  executor: Executor,
  filter: { shopId: string; q?: string; after: string | null; limit: number },
): Promise<SkuMappingRow[]> {
  const like = filter.q ? `%${filter.q.replace(/[\\%_]/g, "\\$&")}%` : null;
  return executor
    .select()
    .from(skuMappings)
    .where(
      and(
        eq(skuMappings.shopId, filter.shopId),
        filter.after === null ? undefined : gt(skuMappings.platformSku, filter.after),
        like ? or(ilike(skuMappings.platformSku, like), ilike(skuMappings.sku, like)) : undefined,
      ),
    )
    .orderBy(asc(skuMappings.platformSku))
    .limit(filter.limit);
}

export async function saveSkuMappingRows(tx: Tx, rows: SkuMappingRow[]): Promise<void> {
  await tx
    .insert(skuMappings)
    .values(rows)
    .onConflictDoUpdate({
      target: [skuMappings.shopId, skuMappings.platformSku],
      set: { sku: sql`excluded.sku`, actorName: sql`excluded.actor_name`, updatedAt: sql`excluded.updated_at` },
    });
}

/** Returns those that were there. */
export async function removeSkuMappingRows(tx: Tx, input: { shopId: string; platformSkus: string[] }): Promise<string[]> {
  const removed = await tx
    .delete(skuMappings)
    .where(and(eq(skuMappings.shopId, input.shopId), inArray(skuMappings.platformSku, input.platformSkus)))
    .returning({ platformSku: skuMappings.platformSku });
  return removed.map((row) => row.platformSku);
}
