import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { seedHistory } from "@/lib/sandbox/use-cases/seed-history";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let db: TestDatabase;
beforeAll(async () => {
  db = await createTestDatabase();
});
afterAll(() => db.drop());

const seed = () => seedHistory(testCtx(), { count: 400, onProgress: () => undefined });
const countOrders = async () => (await rawSql()<{ count: number }[]>`select count(*)::int as count from orders`)[0]?.count;

test("the demo's past is made once: seeding again adds nothing", async () => {
  const first = await seed();
  expect(first.created).toBe(400);
  const orders = await countOrders();
  expect((await seed()).created).toBe(0);
  expect(await countOrders()).toBe(orders);
}, 60_000);

test("the past fills every stage of the lifecycle", async () => {
  const rows = await rawSql()<{ status: string }[]>`select distinct status from orders`;
  const statuses = rows.map((row) => row.status);
  expect(statuses).toEqual(expect.arrayContaining(["ready_to_ship", "shipped", "delivered", "completed", "cancelled"]));
});
