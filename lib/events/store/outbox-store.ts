import { outboxEvents } from "@/db/schema/events";
import type { Tx } from "@/db/transaction";

export type OutboxRow = typeof outboxEvents.$inferInsert;

export async function saveOutboxEvents(tx: Tx, rows: OutboxRow[]): Promise<void> {
  if (rows.length > 0) await tx.insert(outboxEvents).values(rows);
}
