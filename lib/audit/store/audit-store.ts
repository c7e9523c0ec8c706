import { and, desc, eq, gte, isNull, like, lt, or, sql } from "drizzle-orm";
import { auditLog } from "@/db/schema/audit";
import type { Executor, Tx } from "@/db/transaction";

export type AuditRow = typeof auditLog.$inferInsert;
export type StoredAuditRow = typeof auditLog.$inferSelect;

const ROWS_PER_STATEMENT = 3_000;

export async function saveAuditEntries(tx: Tx, rows: AuditRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await tx.insert(auditLog).values(rows.slice(start, start + ROWS_PER_STATEMENT));
  }
}

export async function countUnsealed(db: Executor): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(auditLog).where(isNull(auditLog.seq));
  return row?.n ?? 0;
}

export type AuditQuery = {
  entityType?: string;
  entityId?: string;
  actor?: string;
  action?: string;
  orderId?: string;
  from?: Date;
  to?: Date;
  before?: { at: Date; id: string };
  limit: number;
};

export function listAuditRows(db: Executor, query: AuditQuery): Promise<StoredAuditRow[]> {
  const { before } = query;
  return db
    .select()
    .from(auditLog)
    .where(
      and(
        query.entityType ? eq(auditLog.entityType, query.entityType) : undefined,
        query.entityId ? eq(auditLog.entityId, query.entityId) : undefined,
        query.actor ? or(eq(auditLog.actorId, query.actor), eq(auditLog.actorName, query.actor)) : undefined,
        query.action ? like(auditLog.action, `${query.action.replace(/[\\%_]/g, "\\$&")}%`) : undefined,
        query.orderId ? sql`${auditLog.orderIds} @> array[${query.orderId}::uuid]` : undefined,
        query.from ? gte(auditLog.at, query.from) : undefined,
        query.to ? lt(auditLog.at, query.to) : undefined,
        before ? sql`(${auditLog.at}, ${auditLog.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(query.limit);
}
