import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { type JdOrderInput, jdOrder } from "@/lib/channels/adapters/jd/fixtures";
import { toIncoming } from "@/lib/channels/adapters/jd/mapper";
import { applyMappedOrders } from "@/lib/channels/use-cases/apply-mapped-orders";
import { orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const SHOP = "jd-shop";
const T0 = new Date("2026-11-24T01:00:00Z");
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
let db: TestDatabase;
let shopId = "";
beforeAll(async () => {
  db = await createTestDatabase();
  shopId = (await testShop({ code: SHOP, platform: "jd" })).id;
});
afterAll(() => db.drop());

const order = (orderId: string, change: Partial<JdOrderInput> = {}): JdOrderInput => ({
  orderId,
  state: "WAIT_SELLER_STOCK_OUT",
  started: T0,
  paid: later(1),
  modified: later(1),
  items: [{ skuId: "10054887000001", sku: "CUP", title: "保温杯", quantity: 1, price: 5990 }],
  ...change,
});
const take = (...orders: JdOrderInput[]) =>
  applyMappedOrders(testCtx(), {
    shopId,
    orders: orders.map((one) => {
      const mapping = toIncoming({ detail: jdOrder(one), shopCode: SHOP });
      if (!mapping.ok) throw new Error(mapping.reason);
      return mapping.mapped;
    }),
  });

test("the parts of a split order take its place: the whole can no longer ship", async () => {
  await take(order("3010001"));
  expect(await orderStatusOf(SHOP, "3010001")).toBe("paid");
  const part = { parentOrderId: "3010001", modified: later(3) };
  await take(order("3010002", part), order("3010003", part));
  expect(await orderStatusOf(SHOP, "3010001")).toBe("cancelled");
  expect([await orderStatusOf(SHOP, "3010002"), await orderStatusOf(SHOP, "3010003")]).toEqual(["paid", "paid"]);
});

test("JD's own word of the split, before or after its parts, ends the same way", async () => {
  const split = order("3020001", { stateRemark: "(删除)等待出库", venderRemark: "订单拆分为 3020002 3020003", modified: later(4) });
  const part = order("3020002", { parentOrderId: "3020001", modified: later(3) });
  await take(part);
  await take(split);
  await take(part, split);
  expect(await orderStatusOf(SHOP, "3020001")).toBe("cancelled");
  const events = await rawSql()`select source_event_id from order_events
    where order_id = ${await orderIdOf(SHOP, "3020001")} and type = 'cancelled'`;
  expect(events).toHaveLength(1);
});

test("a part of an order of another shop touches nothing here", async () => {
  const other = await testShop({ code: "jd-other", platform: "jd" });
  await take(order("3030001"));
  const mapping = toIncoming({ detail: jdOrder(order("3030002", { parentOrderId: "3030001" })), shopCode: "jd-other" });
  if (!mapping.ok) throw new Error(mapping.reason);
  await applyMappedOrders(testCtx(), { shopId: other.id, orders: [mapping.mapped] });
  expect(await orderStatusOf(SHOP, "3030001")).toBe("paid");
});

test("a cancellation that is under way holds the order and lets it go again", async () => {
  const flags = async () => (await rawSql()`select flags from orders where external_id = '3040001'`)[0]?.flags as unknown;
  await take(order("3040001", { state: "LOCKED", modified: later(2) }));
  expect(await flags()).toEqual(["platform_hold"]);
  await take(order("3040001", { modified: later(5) }));
  expect(await flags()).toEqual([]);
});
