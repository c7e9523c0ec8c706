import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { DEMO_SHOPS } from "@/lib/sandbox/core/demo-shops";
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
  const orders = await countOrders();
  expect(first.created).toBe(orders);
  // Two of the platforms know nothing of an order that was never paid.
  expect(orders).toBeGreaterThan(380);
  expect((await seed()).created).toBe(0);
  expect(await countOrders()).toBe(orders);
}, 60_000);

test("every shop of the demo has a past, with receivers as its platform shows them", async () => {
  const rows = await rawSql()<{ code: string; count: number }[]>`
    select s.code, count(o.id)::int as count from shops s left join orders o on o.shop_id = s.id group by s.code`;
  expect(rows).toHaveLength(DEMO_SHOPS.length);
  for (const row of rows) expect([row.code, row.count > 0]).toEqual([row.code, true]);
});

test("the past fills every stage of the lifecycle", async () => {
  const rows = await rawSql()<{ status: string }[]>`select distinct status from orders`;
  const statuses = rows.map((row) => row.status);
  expect(statuses).toEqual(expect.arrayContaining(["ready_to_ship", "shipped", "delivered", "completed", "cancelled"]));
});
