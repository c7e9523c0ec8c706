import { insertRows } from "@/db/insert-rows";
import { outboxEvents } from "@/db/schema/events";
import type { Tx } from "@/db/transaction";

export type OutboxRow = typeof outboxEvents.$inferInsert;

export async function saveOutboxEvents(tx: Tx, rows: OutboxRow[]): Promise<void> {
  await insertRows(tx, { table: outboxEvents, rows });
}
