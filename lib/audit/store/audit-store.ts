import { auditLog } from "@/db/schema/audit";
import type { Tx } from "@/db/transaction";

export type AuditRow = typeof auditLog.$inferInsert;

export async function saveAuditEntries(tx: Tx, rows: AuditRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(auditLog).values(rows);
}
