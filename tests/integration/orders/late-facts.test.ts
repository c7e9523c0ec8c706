import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  await testShop({ code: "late", platform: "generic" });
});
afterAll(() => db.drop());

async function ingest(change: Partial<Parameters<typeof incomingOrder>[0]>): Promise<string> {
  const { results } = await ingestOrders(ctx, { orders: [incomingOrder({ shop: "late", external_id: "L-1", ...change })] });
  return results[0]?.order_id ?? "";
}

const told = (type: string) =>
  rawSql()`select payload->>'exception_type' as exception_type from outbox_events where type = ${type} and payload->>'exception_type' = 'event_cannot_apply'`;

test("a scan before any payment is known opens an exception that quotes it; the late payment explains and closes it", async () => {
  const id = await ingest({ status: "unpaid", paid_at: null, modified_at: "2026-11-24T09:00:00+08:00" });
  const scan = { type: "outbound_scan" as const, occurred_at: "2026-11-24T11:00:00+08:00", source_event_id: "wms-1" };
  const { results, status } = await recordOrderEvents(ctx, { order_id: id, events: [scan] });
  expect([results[0]?.outcome, status]).toEqual(["exception", "unpaid"]);
  expect((await getOrder(ctx, { id })).exceptions).toMatchObject([
    {
      type: "event_cannot_apply",
      detail: { event: "outbound_scan", occurred_at: "2026-11-24T03:00:00.000Z", source: "warehouse", status: "unpaid" },
    },
  ]);
  expect(await told("order.exception_opened")).toHaveLength(1);
  await ingest({ status: "paid" });
  const after = await getOrder(ctx, { id });
  expect([after.status, after.exceptions]).toEqual(["shipped", []]);
  expect(await told("order.exception_closed")).toHaveLength(1);
});

test("a fact that cannot apply is counted once, however often it is told", async () => {
  const id = await ingest({ external_id: "L-2", status: "cancelled", modified_at: "2026-11-24T10:00:00+08:00" });
  const scan = { type: "outbound_scan" as const, occurred_at: "2026-11-24T11:00:00+08:00", source_event_id: "wms-2" };
  await recordOrderEvents(ctx, { order_id: id, events: [scan] });
  const again = await recordOrderEvents(ctx, { order_id: id, events: [scan, scan] });
  expect(again.results.map((result) => result.outcome)).toEqual(["duplicate", "duplicate"]);
  expect((await getOrder(ctx, { id })).exceptions).toHaveLength(1);
});

test("an exception that stays says in which state the order now is", async () => {
  const id = await ingest({ external_id: "L-3" });
  const fact = (type: "outbound_scan" | "cancelled" | "completed", hour: number) => ({
    type,
    occurred_at: `2026-11-24T${hour}:00:00+08:00`,
    source_event_id: `wms-${type}`,
  });
  await recordOrderEvents(ctx, { order_id: id, events: [fact("outbound_scan", 11), fact("cancelled", 15)] });
  expect((await getOrder(ctx, { id })).exceptions).toMatchObject([{ detail: { event: "cancelled", status: "shipped" } }]);
  const before = await told("order.exception_opened");
  await recordOrderEvents(ctx, { order_id: id, events: [fact("completed", 14)] });
  expect((await getOrder(ctx, { id })).exceptions).toMatchObject([{ detail: { event: "cancelled", status: "completed" } }]);
  expect(await told("order.exception_opened")).toHaveLength(before.length);
});
