import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { importRows, imports, shops } from "@/db/schema/channels";
import type { Executor, Tx } from "@/db/transaction";
import type { IngestOutcome } from "@/lib/orders/core/incoming-order";
import { newId } from "@/lib/shared/ids";
import type { ImportState } from "../core/import-state";

export type ImportRecord = typeof imports.$inferSelect;
export type ImportWithShop = Omit<ImportRecord, "content"> & { shopCode: string };
export type ImportRowRecord = typeof importRows.$inferSelect;

export async function saveNewImport(tx: Tx, row: typeof imports.$inferInsert): Promise<void> {
  await tx.insert(imports).values(row);
}

export async function findOptionalImportContent(executor: Executor, id: string): Promise<string | null> {
  const [row] = await executor.select({ content: imports.content }).from(imports).where(eq(imports.id, id));
  return row?.content ?? null;
}

const withShop = {
  id: imports.id,
  shopId: imports.shopId,
  shopCode: shops.code,
  fileName: imports.fileName,
  state: imports.state,
  totalRows: imports.totalRows,
  doneRows: imports.doneRows,
  created: imports.created,
  updated: imports.updated,
  unchanged: imports.unchanged,
  rejected: imports.rejected,
  actorId: imports.actorId,
  actorName: imports.actorName,
  error: imports.error,
  createdAt: imports.createdAt,
  finishedAt: imports.finishedAt,
};

export async function findOptionalImport(executor: Executor, id: string): Promise<ImportWithShop | null> {
  const [row] = await executor.select(withShop).from(imports).innerJoin(shops, eq(shops.id, imports.shopId)).where(eq(imports.id, id));
  return row ?? null;
}

/** Newest first. */
export async function listImportRecords(
  executor: Executor,
  page: { before: { createdAt: Date; id: string } | null; limit: number },
): Promise<ImportWithShop[]> {
  const { before, limit } = page;
  return executor
    .select(withShop)
    .from(imports)
    .innerJoin(shops, eq(shops.id, imports.shopId))
    .where(before ? or(lt(imports.createdAt, before.createdAt), and(eq(imports.createdAt, before.createdAt), lt(imports.id, before.id))) : undefined)
    .orderBy(desc(imports.createdAt), desc(imports.id))
    .limit(limit);
}

/** The guarded write: false when the import has left `from` meanwhile. A finished import no longer keeps its file. */
export async function moveImport(
  tx: Tx,
  id: string,
  move: { from: readonly ImportState[]; to: ImportState; totalRows?: number; error?: string; finishedAt?: Date },
): Promise<boolean> {
  const { from, to, ...rest } = move;
  const moved = await tx
    .update(imports)
    .set({ state: to, ...rest, ...(rest.finishedAt ? { content: null } : {}) })
    .where(and(eq(imports.id, id), inArray(imports.state, [...from])))
    .returning({ id: imports.id });
  return moved.length > 0;
}

export type NewImportRow = Omit<typeof importRows.$inferInsert, "id" | "importId">;
export type ImportCounts = Pick<ImportRecord, "doneRows" | "created" | "updated" | "unchanged" | "rejected">;

/** A batch's results, kept together with its counts; a batch that was kept before counts nothing again. */
export async function saveBatchResults(
  tx: Tx,
  importId: string,
  batch: { rows: NewImportRow[]; counts: ImportCounts },
): Promise<ImportRecord | null> {
  const saved = await tx
    .insert(importRows)
    .values(batch.rows.map((row) => ({ ...row, id: newId(), importId })))
    .onConflictDoNothing()
    .returning({ id: importRows.id });
  if (saved.length === 0) return null;
  const { counts } = batch;
  const [updated] = await tx
    .update(imports)
    .set({
      doneRows: sql`${imports.doneRows} + ${counts.doneRows}`,
      created: sql`${imports.created} + ${counts.created}`,
      updated: sql`${imports.updated} + ${counts.updated}`,
      unchanged: sql`${imports.unchanged} + ${counts.unchanged}`,
      rejected: sql`${imports.rejected} + ${counts.rejected}`,
    })
    .where(eq(imports.id, importId))
    .returning();
  return updated ?? null;
}

export async function listDoneRowNumbers(executor: Executor, importId: string): Promise<Set<number>> {
  const rows = await executor.select({ rowNumber: importRows.rowNumber }).from(importRows).where(eq(importRows.importId, importId));
  return new Set(rows.map((row) => row.rowNumber));
}

/** In the order of the file. */
export async function listImportRowRecords(
  executor: Executor,
  filter: { importId: string; outcome?: IngestOutcome; afterRow: number; limit: number },
): Promise<ImportRowRecord[]> {
  return executor
    .select()
    .from(importRows)
    .where(
      and(
        eq(importRows.importId, filter.importId),
        gt(importRows.rowNumber, filter.afterRow),
        filter.outcome ? eq(importRows.outcome, filter.outcome) : undefined,
      ),
    )
    .orderBy(asc(importRows.rowNumber))
    .limit(filter.limit);
}
