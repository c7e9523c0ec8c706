import { eq } from "drizzle-orm";
import { importMappings } from "@/db/schema/channels";
import type { Executor, Tx } from "@/db/transaction";
import type { ImportMapping } from "../core/import-table";

/** The shop's own headings, as they were chosen last. */
export async function findOptionalMapping(executor: Executor, shopId: string): Promise<ImportMapping | null> {
  const [row] = await executor.select({ columns: importMappings.columns }).from(importMappings).where(eq(importMappings.shopId, shopId));
  return row?.columns ?? null;
}

export async function saveMapping(tx: Tx, row: { shopId: string; columns: ImportMapping; updatedAt: Date }): Promise<void> {
  const { columns, updatedAt } = row;
  await tx
    .insert(importMappings)
    .values(row as typeof importMappings.$inferInsert)
    .onConflictDoUpdate({ target: importMappings.shopId, set: { columns: columns as Record<string, string>, updatedAt } });
}
