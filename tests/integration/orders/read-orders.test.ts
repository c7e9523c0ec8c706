import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getCustomer } from "@/lib/customers/use-cases/get-customer";
import { listCustomers } from "@/lib/customers/use-cases/list-customers";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { getOrder } from "@/lib/orders/use-cases/get-order";
import { getOrderBall } from "@/lib/orders/use-cases/get-order-ball";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { listOrders } from "@/lib/orders/use-cases/list-orders";
import { orderStatistics } from "@/lib/orders/use-cases/order-statistics";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { newId } from "@/lib/shared/ids";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const at = (text: string) => testCtx({ now: () => new Date(`2026-11-24T${text}+08:00`) });
let database: TestDatabase;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  await testShop({ code: "s1" });
  await testShop({ code: "s2" });
  const orders = Array.from({ length: 25 }, (_, index) =>
    incomingOrder({
      shop: index % 5 === 0 ? "s2" : "s1",
      external_id: `690000000000${String(index).padStart(4, "0")}`,
      placed_at: new Date(Date.parse("2026-11-24T09:00:00+08:00") + Math.floor(index / 2) * 1_000).toISOString(),
      buyer: { platform_buyer_id: `b${index % 3}` },
      receiver: {
        name: "王五",
        phone: `1390000${String(1000 + (index % 3))}`,
        province: "浙江省",
        city: "杭州市",
        district: "西湖区",
        address: `文三路${index}号`,
      },
    }),
  );
  const { results } = await ingestOrders(at("09:05:00"), { orders });
  ids = results.map((result) => result.order_id ?? "");
});
afterAll(() => database.drop());

async function wholeList(filter: Parameters<typeof listOrders>[1]): Promise<string[]> {
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listOrders(testCtx(), { ...filter, ...(cursor ? { cursor } : {}) });
    seen.push(...page.orders.map((order) => order.id));
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return seen;
}

describe("the order list", () => {
  it("pages through every order once, newest first, even where instants are equal", async () => {
    const seen = await wholeList({ limit: 4 });
    expect(seen).toHaveLength(25);
    expect(new Set(seen)).toEqual(new Set(ids));
  });

  it("filters by shop and counts what it filtered", async () => {
    const page = await listOrders(testCtx(), { shop: "s2" });
    expect(page).toMatchObject({ total: 5, total_is_capped: false });
    expect(new Set(page.orders.map((order) => order.shop.code))).toEqual(new Set(["s2"]));
  });

  it("names a shop it does not know", async () => {
    await expect(listOrders(testCtx(), { shop: "nope" })).rejects.toMatchObject({
      kind: "invalid",
      message: expect.stringContaining("nope"),
    });
  });

  it("finds an order by its whole number, by a long prefix, and by phone in any spelling", async () => {
    expect((await listOrders(testCtx(), { q: "6900000000000007" })).orders.map((order) => order.external_id)).toEqual(["6900000000000007"]);
    expect((await listOrders(testCtx(), { q: "690000000000001" })).total).toBe(10);
    const byPhone = await listOrders(testCtx(), { q: "+86 139-0000-1000" });
    expect(byPhone.total).toBe(9);
    expect((await listOrders(testCtx(), { phone: "13900001000" })).total).toBe(9);
    expect((await listOrders(testCtx(), { q: "%%%%%%%" })).total).toBe(0);
  });

  it("refuses a cursor it never gave out", async () => {
    const cursor = Buffer.from(JSON.stringify(["yesterday", "x"])).toString("base64url");
    await expect(listOrders(testCtx(), { cursor })).rejects.toMatchObject({ kind: "invalid", code: "page.bad_cursor" });
  });

  it("shows no plaintext", async () => {
    const text = JSON.stringify(await listOrders(testCtx(), {}));
    expect(text).not.toContain("王五");
    expect(text).not.toMatch(/1390000100/);
  });
});

describe("one order", () => {
  it("is a 404 for an unknown id and for text that is no id", async () => {
    for (const id of [newId(), "x", "1; drop table orders"]) {
      await expect(getOrder(testCtx(), { id })).rejects.toMatchObject({ kind: "not_found" });
      await expect(getOrderBall(testCtx(), { id })).rejects.toMatchObject({ kind: "not_found" });
      await expect(getCustomer(testCtx(), { id })).rejects.toMatchObject({ kind: "not_found" });
    }
  });

  it("is answered as it stood at an earlier moment", async () => {
    const id = ids[1] ?? "";
    const event = { type: "outbound_scan" as const, occurred_at: "2026-11-24T11:00:00+08:00", source_event_id: "wms:1" };
    expect(await recordOrderEvents(at("11:01:00"), { order_id: id, events: [event, event] })).toMatchObject({
      status: "shipped",
    });
    expect((await getOrder(testCtx(), { id })).status).toBe("shipped");
    expect((await getOrder(testCtx(), { id, as_of: "2026-11-24T10:00:00+08:00" })).status).toBe("paid");
    const again = await recordOrderEvents(at("11:02:00"), { order_id: id, events: [event] });
    expect(again.results).toEqual([{ source_event_id: "wms:1", outcome: "duplicate" }]);
  });

  it("keeps an event that cannot apply as an exception", async () => {
    const id = ids[2] ?? "";
    const cancelled = { type: "cancelled" as const, occurred_at: "2026-11-24T10:00:00+08:00", source_event_id: "p:1" };
    const scan = { type: "outbound_scan" as const, occurred_at: "2026-11-24T10:30:00+08:00", source_event_id: "wms:1" };
    const { results, status } = await recordOrderEvents(at("10:31:00"), { order_id: id, events: [cancelled, scan] });
    expect(status).toBe("cancelled");
    expect(results.map((result) => result.outcome)).toEqual(["recorded", "exception"]);
    const order = await getOrder(testCtx(), { id });
    expect(order.exceptions).toMatchObject([{ type: "event_cannot_apply", detail: { event: "outbound_scan", status: "cancelled" } }]);
  });
});

describe("stuck orders", () => {
  it("are flagged past their stage's threshold, once, and cleared when they move", async () => {
    expect((await detectStuckOrders(at("11:00:00"))).opened).toBe(0);
    const first = await detectStuckOrders(at("11:32:00"));
    expect(first.opened).toBe(23);
    expect(await detectStuckOrders(at("11:40:00"))).toEqual({ opened: 0, closed: 0 });
    expect((await listOrders(testCtx(), { stuck: "true" })).total).toBe(23);
    const scan = { type: "outbound_scan" as const, occurred_at: "2026-11-24T11:45:00+08:00", source_event_id: "wms:1" };
    await recordOrderEvents(at("11:45:00"), { order_id: ids[3] ?? "", events: [scan] });
    expect(await detectStuckOrders(at("11:50:00"))).toEqual({ opened: 0, closed: 1 });
    expect((await getOrder(testCtx(), { id: ids[3] ?? "" })).exceptions).toEqual([]);
  });
});

describe("the overview", () => {
  it("counts stages, late orders and the golden metric as the list would", async () => {
    const statistics = await orderStatistics(at("12:00:00"));
    const stages = new Map(statistics.stages.map((stage) => [stage.status, stage.orders]));
    expect(stages.get("paid")).toBe((await listOrders(testCtx(), { status: "paid" })).total);
    expect(stages.get("shipped")).toBe(2);
    expect(statistics.golden.orders).toBe(2);
    expect(statistics.waiting_for_person).toBe(22);
    expect(statistics.hourly.reduce((sum, point) => sum + point.orders, 0)).toBe(25);
    expect(statistics.shops).toHaveLength(2);
    expect((await orderStatistics(at("12:00:00"), { shop: "s2" })).hourly.reduce((sum, point) => sum + point.orders, 0)).toBe(5);
  });
});

describe("customers", () => {
  it("are listed once per person, page by page, and found by phone", async () => {
    const first = await listCustomers(testCtx(), { limit: 2 });
    const second = await listCustomers(testCtx(), { limit: 2, cursor: first.next_cursor ?? "" });
    expect([...first.customers, ...second.customers]).toHaveLength(3);
    const [found] = (await listCustomers(testCtx(), { phone: "139 0000 1001" })).customers;
    expect(found).toMatchObject({ order_count: 8, phone_masked: "139****1001" });
    const customer = await getCustomer(testCtx(), { id: found?.id ?? "" });
    expect(customer.identities.map((identity) => identity.kind).sort()).toEqual(["phone", "platform_buyer_id"]);
  });
});
