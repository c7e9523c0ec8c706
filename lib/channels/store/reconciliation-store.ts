import { and, asc, desc, eq, gt, sql } from "drizzle-orm";
import { differences, reconciliations } from "@/db/schema/channel-sync";
import { shops } from "@/db/schema/channels";
import type { Executor, Tx } from "@/db/transaction";
import { differenceMachine, type ReconciliationState, reconciliationMachine } from "../core/reconciliation-state";

export type ReconciliationRow = typeof reconciliations.$inferSelect;
export type DifferenceRow = typeof differences.$inferSelect;
export type ReconciliationCounts = Pick<ReconciliationRow, "listed" | "held">;
export type NewDifference = Pick<typeof differences.$inferInsert, "externalId" | "kind" | "orderId" | "theirsAt" | "oursAt" | "reason"> & {
  state: DifferenceRow["state"];
};

export async function insertReconciliation(tx: Tx, row: typeof reconciliations.$inferInsert & { id: string }): Promise<void> {
  await tx.insert(reconciliations).values(row);
}

/** A comparison of the shop that began after `since` and is still under way. */
export async function findOptionalRunning(executor: Executor, input: { shopId: string; since: Date }): Promise<ReconciliationRow | null> {
  const [row] = await executor
    .select()
    .from(reconciliations)
    .where(and(eq(reconciliations.shopId, input.shopId), eq(reconciliations.state, "running"), gt(reconciliations.startedAt, input.since)))
    .limit(1);
  return row ?? null;
}

export async function findOptionalReconciliation(
  executor: Executor,
  id: string,
): Promise<(ReconciliationRow & { code: string; name: string }) | null> {
  const [row] = await executor
    .select({ reconciliation: reconciliations, code: shops.code, name: shops.name })
    .from(reconciliations)
    .innerJoin(shops, eq(shops.id, reconciliations.shopId))
    .where(eq(reconciliations.id, id));
  return row ? { ...row.reconciliation, code: row.code, name: row.name } : null;
}

export async function listReconciliationRows(
  executor: Executor,
  input: { shop?: string; limit: number },
): Promise<(ReconciliationRow & { code: string; name: string })[]> {
  const rows = await executor
    .select({ reconciliation: reconciliations, code: shops.code, name: shops.name })
    .from(reconciliations)
    .innerJoin(shops, eq(shops.id, reconciliations.shopId))
    .where(input.shop === undefined ? undefined : eq(shops.code, input.shop))
    .orderBy(desc(reconciliations.startedAt), desc(reconciliations.id))
    .limit(input.limit);
  return rows.map((row) => ({ ...row.reconciliation, code: row.code, name: row.name }));
}

/** What needs a person first. */
export async function listDifferences(executor: Executor, input: { reconciliationId: string; limit: number }): Promise<DifferenceRow[]> {
  return executor
    .select()
    .from(differences)
    .where(eq(differences.reconciliationId, input.reconciliationId))
    .orderBy(asc(sql`${differences.state} = 'repaired'`), asc(differences.kind), asc(differences.externalId))
    .limit(input.limit);
}

/** A run that starts over, after a crash or a pause, compares afresh; what it had repaired stays repaired and is told so. */
export async function saveDifferences(executor: Executor, reconciliationId: string, rows: NewDifference[]): Promise<void> {
  if (rows.length === 0) return;
  await executor
    .insert(differences)
    .values(rows.map((row) => ({ ...row, reconciliationId })))
    .onConflictDoUpdate({
      target: [differences.reconciliationId, differences.externalId],
      set: { kind: sql`excluded.kind`, state: sql`excluded.state`, orderId: sql`excluded.order_id`, reason: sql`excluded.reason` },
      setWhere: eq(differences.state, differenceMachine.initial),
    });
}

export async function saveProgress(executor: Executor, id: string, counts: ReconciliationCounts): Promise<void> {
  await executor
    .update(reconciliations)
    .set({ ...counts, ...foundOf(id) })
    .where(and(eq(reconciliations.id, id), eq(reconciliations.state, "running")));
}

/** The guarded end; false when it had ended already. */
export async function endReconciliation(
  executor: Executor,
  input: { id: string; action: "finish" | "fail"; counts: ReconciliationCounts; error: string | null; at: Date },
): Promise<boolean> {
  const { from, to } = reconciliationMachine.actions[input.action];
  const [only] = from;
  const moved = await executor
    .update(reconciliations)
    .set({ ...input.counts, ...foundOf(input.id), state: to as ReconciliationState, error: input.error, finishedAt: input.at })
    .where(and(eq(reconciliations.id, input.id), eq(reconciliations.state, only ?? "running")))
    .returning({ id: reconciliations.id });
  return moved.length > 0;
}

function foundOf(id: string) {
  const count = (condition: ReturnType<typeof sql>) =>
    sql<number>`(select count(*)::int from differences d where d.reconciliation_id = ${id} and ${condition})`;
  return {
    missing: count(sql`d.kind = 'missing'`),
    stale: count(sql`d.kind = 'stale'`),
    extra: count(sql`d.kind = 'extra'`),
    repaired: count(sql`d.state = 'repaired'`),
  };
}
