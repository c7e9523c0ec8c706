import { afterAll, beforeAll, expect, test } from "vitest";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { systemCtx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

test("an event, its relay job and its audit entry are written in one transaction", async () => {
  const ctx = systemCtx("test");
  await withTransaction(async (tx) => {
    await emitEvents(tx, ctx, [{ type: "order.created", payload: { order_id: newId(), shop_id: newId() } }]);
    await appendAudit(tx, ctx, [{ action: "orders.ingest_create", entityType: "order", entityId: "1", after: { a: 1 } }]);
  });
  expect(true).toBe(true);
});
