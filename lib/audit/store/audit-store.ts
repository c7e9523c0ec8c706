import { and, arrayOverlaps, desc, eq, gte, isNull, like, lt, or, sql } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { auditLog } from "@/db/schema/audit";
import type { Executor, Tx } from "@/db/transaction";

export type AuditRow = typeof auditLog.$inferInsert;
export type StoredAuditRow = typeof auditLog.$inferSelect;

export async function saveAuditEntries(tx: Tx, rows: AuditRow[]): Promise<void> {
  await insertRows(tx, { table: auditLog, rows });
}

export async function countUnsealed(db: Executor): Promise<number> {
  const [row] = await db.select({ n: sql<number>`count(*)::int` }).from(auditLog).where(isNull(auditLog.seq));
  return row?.n ?? 0;
}

export type AuditQuery = {
  id?: string;
  entityType?: string;
  entityId?: string;
  actor?: string;
  actorKind?: string;
  action?: string;
  orderIds?: string[];
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
        query.id ? eq(auditLog.id, query.id) : undefined,
        query.entityType ? eq(auditLog.entityType, query.entityType) : undefined,
        query.entityId ? eq(auditLog.entityId, query.entityId) : undefined,
        query.actor ? or(eq(auditLog.actorId, query.actor), eq(auditLog.actorName, query.actor)) : undefined,
        query.actorKind ? eq(auditLog.actorKind, query.actorKind) : undefined,
        query.action ? or(eq(auditLog.action, query.action), like(auditLog.action, `${query.action.replace(/[\\%_]/g, "\\$&")}.%`)) : undefined,
        query.orderIds ? arrayOverlaps(auditLog.orderIds, query.orderIds) : undefined,
        query.from ? gte(auditLog.at, query.from) : undefined,
        query.to ? lt(auditLog.at, query.to) : undefined,
        before ? sql`(${auditLog.at}, ${auditLog.id}) < (${before.at.toISOString()}::timestamptz, ${before.id}::uuid)` : undefined,
      ),
    )
    .orderBy(desc(auditLog.at), desc(auditLog.id))
    .limit(query.limit);
}

/**
 * Everybody who acted, last active first. A walk over the actor index from one id to the next: as many probes as there
 * are actors, however long the log is.
 */
export async function listActors(db: Executor, limit: number): Promise<{ id: string; kind: string; name: string; role: string | null }[]> {
  const rows = await db.execute<{ id: string; kind: string; name: string; role: string | null }>(sql`
    with recursive walk as (
      (select actor_id from audit_log order by actor_id limit 1)
      union all
      select (select l.actor_id from audit_log l where l.actor_id > walk.actor_id order by l.actor_id limit 1)
      from walk where walk.actor_id is not null)
    select last.actor_id as id, last.actor_kind as kind, last.actor_name as name, last.actor_role as role
    from walk cross join lateral (
      select l.actor_id, l.actor_kind, l.actor_name, l.actor_role, l.at from audit_log l
      where l.actor_id = walk.actor_id order by l.at desc limit 1) last
    order by last.at desc limit ${limit}`);
  return [...rows];
}
