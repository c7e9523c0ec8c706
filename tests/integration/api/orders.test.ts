import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { detectStuckOrders } from "@/lib/orders/use-cases/detect-stuck-orders";
import { apiWorld } from "../../support/api-world";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
const ids = new Map<string, string>();
const idOf = (externalId: string) => ids.get(externalId) ?? "";
const get = (what: string, sending: Parameters<typeof world.call>[2] = {}) => world.call("agent", `GET ${what}`, sending);
/** External ids of a page, newest first. */
const listed = async (query: Record<string, string>) => {
  const { status, body } = await get("/orders", { query });
  expect([query, status]).toEqual([query, 200]);
  return body.orders.map((row: { external_id: string }) => row.external_id) as string[];
};
const receiver = (phone: string, province: string, city: string) => ({ name: "李四", phone, province, city, district: "区", address: "路 1 号" });

beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "douyin-1" });
  await testShop({ code: "site-1", platform: "generic" });
  const at = (hour: string) => ({
    placed_at: `2026-11-20T${hour}:00:00+08:00`,
    paid_at: `2026-11-20T${hour}:01:00+08:00`,
    modified_at: `2026-11-20T${hour}:01:00+08:00`,
  });
  const orders = [
    incomingOrder({ shop: "douyin-1", external_id: "6917529027641081001", ...at("09"), receiver: receiver("13700000001", "浙江省", "杭州市") }),
    incomingOrder({
      shop: "douyin-1",
      external_id: "6917529027641081002",
      ...at("10"),
      status: "shipped",
      receiver: receiver("13700000002", "浙江省", "宁波市"),
    }),
    incomingOrder({ shop: "site-1", external_id: "S-1", ...at("11"), receiver: receiver("13700000001", "广东省", "深圳市") }),
    incomingOrder({ shop: "site-1", external_id: "S-2", ...at("12"), status: "unpaid", paid_at: null }),
  ];
  const { results } = (await world.call("ops", "POST /orders", { body: { orders } })).body;
  for (const row of results) ids.set(row.external_id, row.order_id);
});
afterAll(() => world.drop());

test("every filter of the list narrows it, and they combine", async () => {
  const [one, two] = ["6917529027641081001", "6917529027641081002"];
  expect(await listed({})).toEqual(["S-2", "S-1", two, one]);
  expect(await listed({ shop: "douyin-1" })).toEqual([two, one]);
  expect(await listed({ platform: "generic" })).toEqual(["S-2", "S-1"]);
  expect(await listed({ status: "unpaid" })).toEqual(["S-2"]);
  expect(await listed({ status: "unpaid,shipped" })).toEqual(["S-2", two]);
  expect(await listed({ province: "浙江省" })).toEqual(expect.arrayContaining([one, two]));
  expect(await listed({ province: "浙江省", city: "宁波市" })).toEqual([two]);
  expect(await listed({ from: "2026-11-20T10:00:00+08:00" })).toEqual(["S-2", "S-1", two]);
  expect(await listed({ from: "2026-11-20T02:00:00Z", to: "2026-11-20T11:00:00+08:00" })).toEqual([two]);
  expect(await listed({ phone: "13700000001" })).toEqual(["S-1", one]);
  expect(await listed({ phone: "+86 137-0000-0001", shop: "site-1" })).toEqual(["S-1"]);
  expect(await listed({ phone: "138****0000" })).toEqual([]);
  expect(await listed({ q: two })).toEqual([two]);
  expect(await listed({ q: "13700000002" })).toEqual([two]);
  expect(await listed({ q: "nothing like it" })).toEqual([]);
});

test("an order that has not moved for too long is found by stuck, the others by its opposite", async () => {
  expect(await listed({ stuck: "true" })).toEqual([]);
  await detectStuckOrders(testCtx({ now: () => new Date("2026-11-28T00:00:00Z") }));
  const stuck = await listed({ stuck: "true" });
  expect(stuck).toContain("6917529027641081001");
  expect([...stuck, ...(await listed({ stuck: "false" }))].sort()).toEqual((await listed({})).sort());
});

test("pages follow each other by cursor without a gap; the total says whether it is capped", async () => {
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const { body } = await get("/orders", { query: { limit: "3", ...(cursor ? { cursor } : {}) } });
    expect([body.total, body.total_is_capped]).toEqual([4, false]);
    seen.push(...body.orders.map((row: { external_id: string }) => row.external_id));
    cursor = body.next_cursor;
  } while (cursor);
  expect(seen).toEqual(await listed({}));
});

test("a filter that cannot be is 422 and says which field and what came", async () => {
  const bad = { status: "lost", platform: "ebay", from: "yesterday", limit: "0", stuck: "maybe", shop: "nowhere", cursor: "abc", color: "red" };
  for (const [name, value] of Object.entries(bad)) {
    const { status, body } = await get("/orders", { query: { [name]: value } });
    expect([name, status]).toEqual([name, 422]);
    expect(JSON.stringify([body.errors, body.detail])).toContain(name);
  }
  expect((await get("/orders", { query: { limit: "201" } })).status).toBe(422);
  const twice = await get("/orders", { query: "status=paid&status=shipped" });
  expect([twice.status, twice.body.errors]).toEqual([422, [{ path: "status", message: "stands 2 times" }]]);
});

test("one order: masked, with lines and money in fen; unknown and malformed ids are 404", async () => {
  const { body } = await get("/orders/{id}", { params: { id: idOf("S-1") } });
  expect(body).toMatchObject({ external_id: "S-1", platform: "generic", version: 1, amounts: { paid: 12_800 }, as_of: null });
  expect(body.receiver).toMatchObject({ name: "李*", phone: "137****0001", city: "深圳市" });
  expect(JSON.stringify(body)).not.toContain("13700000001");
  for (const id of ["00000000-0000-7000-8000-000000000000", "S-1", "'; drop table orders; --"]) {
    for (const what of ["/orders/{id}", "/orders/{id}/timeline", "/orders/{id}/versions", "/orders/{id}/parcels"]) {
      expect([what, (await get(what, { params: { id } })).status]).toEqual([what, 404]);
    }
    expect((await world.call("ops", "POST /orders/{id}/events", { params: { id }, body: { events: [event("x")] } })).status).toBe(404);
  }
});

const event = (source_event_id: string, type = "outbound_scan", occurred_at = "2026-11-20T15:00:00+08:00") => ({
  type,
  occurred_at,
  source_event_id,
});

test("events are taken once by source_event_id, move the order and stand in its timeline", async () => {
  const id = idOf("S-1");
  const post = (...events: unknown[]) => world.call("warehouse_supervisor", "POST /orders/{id}/events", { params: { id }, body: { events } });
  expect((await post(event("scan-1"))).body).toEqual({ results: [{ source_event_id: "scan-1", outcome: "recorded" }], status: "shipped" });
  const again = await post(event("scan-1"), event("sign-1", "delivered", "2026-11-22T10:00:00+08:00"));
  expect(again.body).toEqual({
    results: [
      { source_event_id: "scan-1", outcome: "duplicate" },
      { source_event_id: "sign-1", outcome: "recorded" },
    ],
    status: "delivered",
  });
  const late = await post(event("cancel-1", "cancelled", "2026-11-23T10:00:00+08:00"));
  expect(late.body).toMatchObject({ results: [{ outcome: "exception" }], status: "delivered" });
  const { events } = (await get("/orders/{id}/timeline", { params: { id } })).body;
  expect(events.filter((entry: { type: string }) => entry.type === "outbound_scan")).toHaveLength(1);
  expect(events.map((entry: { type: string }) => entry.type)).toEqual(expect.arrayContaining(["placed", "paid", "delivered"]));
  const sorted = events.map((entry: { occurred_at: string }) => entry.occurred_at);
  expect(sorted).toEqual([...sorted].sort());
  for (const bad of [event("x", "teleported"), event("x", "paid", "yesterday"), { type: "paid" }, { ...event("x"), who: "me" }]) {
    expect((await post(bad)).status).toBe(422);
  }
  expect((await post()).status).toBe(422);
});

test("as_of answers as the order stood then, 404 before it was there and 422 when it is no instant", async () => {
  const id = idOf("S-2");
  const before = new Date().toISOString();
  const change = incomingOrder({
    shop: "site-1",
    external_id: "S-2",
    status: "paid",
    placed_at: "2026-11-20T12:00:00+08:00",
    paid_at: "2026-11-20T13:00:00+08:00",
    modified_at: "2026-11-20T13:00:00+08:00",
    warehouse: "杭州一仓",
  });
  expect((await world.call("ops", "POST /orders", { body: { orders: [change] } })).body.results[0].outcome).toBe("updated");
  const at = async (as_of: string) => get("/orders/{id}", { params: { id }, query: { as_of } });
  expect((await at(before)).body).toMatchObject({ status: "unpaid", warehouse: "", version: 1, as_of: before });
  expect((await at(new Date().toISOString())).body).toMatchObject({ status: "paid", warehouse: "杭州一仓" });
  expect((await at("2020-01-01T00:00:00Z")).status).toBe(404);
  expect((await at("then")).body.errors).toMatchObject([{ path: "as_of" }]);
});

test("versions are listed newest first, and two of them are compared either way", async () => {
  const id = idOf("S-2");
  const { versions } = (await get("/orders/{id}/versions", { params: { id } })).body;
  expect(versions.map((row: { version: number }) => row.version)).toEqual([2, 1]);
  const diff = (version: string, query: Record<string, string> = {}) =>
    get("/orders/{id}/versions/{version}/diff", { params: { id, version }, query });
  expect((await diff("2")).body).toMatchObject({ version: 2, against: 1 });
  expect((await diff("2", { against: "1" })).body.changes).toContainEqual({ path: "warehouse", before: "", after: "杭州一仓" });
  expect((await diff("1", { against: "2" })).body.changes).toContainEqual({ path: "warehouse", before: "杭州一仓", after: "" });
  expect((await diff("1")).body.changes).toEqual([]);
  expect((await diff("9")).status).toBe(404);
  expect((await diff("one")).status).toBe(422);
  expect((await diff("2", { against: "0" })).status).toBe(422);
  const [{ count }] = (await rawSql()`select count(*)::int as count from order_versions where order_id = ${id}`) as unknown as [{ count: number }];
  expect(count).toBe(2);
});
