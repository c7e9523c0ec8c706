import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/couriers/[provider]/[secret]/route";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { listOrderParcels } from "@/lib/couriers/use-cases/list-order-parcels";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { recordOrderEvents } from "@/lib/orders/use-cases/record-order-events";
import { courierPush } from "@/lib/sandbox/servers/push-requests";
import { inboxRow, openInboxIds, orderStatusOf } from "../../support/inbox-rows";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const SALT = "salt-of-the-test";
let db: TestDatabase;
let secret: string;

beforeAll(async () => {
  db = await createTestDatabase();
  await testShop({ code: "parcels", platform: "generic" });
  secret = (await createCourierAccount(ctx, { provider: "kuaidi100", name: "快递100", salt: SALT })).secret;
});
afterAll(() => db.drop());

type Node = { time: string; context: string; statusCode?: string; status?: string };
const param = (nu: string, newestFirst: Node[], state: string) => ({
  status: "polling",
  message: "",
  lastResult: { com: "zhongtong", nu, state, ischeck: "0", data: newestFirst },
});
const push = async (body: unknown, options: { salt?: string; secret?: string } = {}) => {
  const request = courierPush({ secret: options.secret ?? secret, salt: options.salt ?? SALT, param: body });
  const answer = await POST(new Request("http://test/", { method: "POST", body: Buffer.from(request.body), headers: request.headers }), {
    params: Promise.resolve({ provider: "kuaidi100", secret: options.secret ?? secret }),
  });
  return { status: answer.status, body: (await answer.json()) as { result: boolean; returnCode: string; message: string } };
};
const workOff = async () => {
  const ends: string[] = [];
  for (const id of await openInboxIds("courier")) ends.push(await processCourierPush(ctx, { inboxId: id }));
  return ends;
};
const paidOrder = async (externalId: string) => {
  const order = {
    shop: "parcels",
    external_id: externalId,
    status: "paid",
    placed_at: "2026-11-20T01:00:00Z",
    paid_at: "2026-11-20T01:01:00Z",
    modified_at: "2026-11-20T01:01:00Z",
    amounts: { goods: 100, paid: 100 },
    receiver: {
      name: "白露",
      phone: "13700001111",
      province: "浙江省",
      city: "杭州市",
      district: "西湖区",
      address: "学院路 1 号",
    },
    lines: [{ external_line_id: "1", sku: "A", title: "A", quantity: 1, unit_price: 100, paid: 100 }],
  };
  const { results } = await ingestOrders(ctx, { orders: [order] });
  const id = results[0]?.order_id;
  if (!id) throw new Error(JSON.stringify(results));
  return id;
};
const link = (orderId: string, trackingNumber: string) =>
  withTransaction((tx) => linkParcels(tx, ctx, { orderId, parcels: [{ carrier: "zhongtong", trackingNumber }] }));

const collected: Node = { time: "2026-11-20 18:00:00", context: "【中通】已收取快件", statusCode: "1", status: "揽收" };
const onTheWay: Node = { time: "2026-11-21 03:00:00", context: "快件离开【杭州中心】", statusCode: "1002", status: "干线" };
const outForDelivery: Node = {
  time: "2026-11-22 08:00:00",
  context: "快递员：王大锤，联系电话：13612345678 正在派件，运单 751234567890123",
  statusCode: "5",
  status: "派件",
};
const signed: Node = { time: "2026-11-22 12:00:00", context: "已签收，签收人：本人", statusCode: "304", status: "投柜或站签收" };

test("a route moves the parcel and its order, and each push is acknowledged in the provider's words", async () => {
  const orderId = await paidOrder("P-1");
  await link(orderId, "75001");
  expect(await push(param("75001", [collected], "1"))).toEqual({
    status: 200,
    body: { result: true, returnCode: "200", message: "成功" },
  });
  await workOff();
  expect(await orderStatusOf("parcels", "P-1")).toBe("shipped");
  await push(param("75001", [signed, outForDelivery, onTheWay, collected], "304"));
  await workOff();
  expect(await orderStatusOf("parcels", "P-1")).toBe("delivered");
  const { parcels } = await listOrderParcels(ctx, { order_id: orderId });
  expect(parcels).toMatchObject([{ state: "delivered", last_event_at: "2026-11-22T04:00:00.000Z" }]);
  expect(parcels[0]?.events.map((event) => event.state)).toEqual(["delivered", "out_for_delivery", "in_transit", "collected"]);
});

test("people's names and phones in a route are masked, waybill numbers are not", async () => {
  const orderId = await paidOrder("P-2");
  await link(orderId, "75002");
  await push(param("75002", [outForDelivery], "5"));
  await workOff();
  const { parcels } = await listOrderParcels(ctx, { order_id: orderId });
  expect(parcels[0]?.events[0]?.text).toBe("快递员：王**，联系电话：136****5678 正在派件，运单 751234567890123");
  const story = await rawSql()`select data from order_events where order_id = ${orderId}`;
  expect(JSON.stringify(story)).not.toMatch(/王大锤|13612345678/);
});

test("an older push that comes late adds nothing and moves nothing back", async () => {
  const orderId = await paidOrder("P-3");
  await link(orderId, "75003");
  await push(param("75003", [signed, collected], "3"));
  await push(param("75003", [onTheWay, collected], "0"));
  await workOff();
  const { parcels } = await listOrderParcels(ctx, { order_id: orderId });
  expect(parcels).toMatchObject([{ state: "delivered" }]);
  expect(parcels[0]?.events).toHaveLength(3);
  expect(await orderStatusOf("parcels", "P-3")).toBe("delivered");
});

test("the same push twice has one effect", async () => {
  const orderId = await paidOrder("P-4");
  await link(orderId, "75004");
  await push(param("75004", [collected], "1"));
  const [id] = await openInboxIds("courier");
  await push(param("75004", [collected], "1"));
  expect(await inboxRow(id ?? "")).toMatchObject({ repeats: 1 });
  await workOff();
  const events = await rawSql()`select 1 from order_events where order_id = ${orderId} and type = 'outbound_scan'`;
  expect(events).toHaveLength(1);
});

test("a route of an unknown waybill is parked and taken up when its parcel is linked", async () => {
  await push(param("75005", [signed, collected], "3"));
  expect(await workOff()).toEqual(["park"]);
  const [id] = await openInboxIds("courier");
  expect(await inboxRow(id ?? "")).toMatchObject({ state: "parked", waits_for: "parcel:75005" });
  await link(await paidOrder("P-5"), "75005");
  expect(await inboxRow(id ?? "")).toMatchObject({ state: "received" });
  expect(await workOff()).toEqual(["process"]);
  expect(await orderStatusOf("parcels", "P-5")).toBe("delivered");
});

test("an order with two parcels is delivered when both are", async () => {
  const orderId = await paidOrder("P-6");
  await link(orderId, "75006");
  await link(orderId, "75007");
  await push(param("75006", [signed, collected], "3"));
  await workOff();
  expect(await orderStatusOf("parcels", "P-6")).toBe("shipped");
  await push(param("75007", [signed, collected], "3"));
  await workOff();
  expect(await orderStatusOf("parcels", "P-6")).toBe("delivered");
});

test("an order signed for is not delivered any more when a second parcel of it turns up", async () => {
  const orderId = await paidOrder("P-9");
  await link(orderId, "75011");
  await push(param("75011", [signed, collected], "3"));
  await workOff();
  expect(await orderStatusOf("parcels", "P-9")).toBe("delivered");
  await link(orderId, "75012");
  expect(await orderStatusOf("parcels", "P-9")).toBe("shipped");
  await push(param("75012", [{ ...signed, time: "2026-11-23 09:00:00" }, collected], "3"));
  await workOff();
  const [order] = await rawSql()`select status, delivered_at = '2026-11-23T01:00:00Z' as at_the_last from orders where id = ${orderId}`;
  expect(order).toEqual({ status: "delivered", at_the_last: true });
});

test("two parcels of one order signed for at the same moment see each other", async () => {
  for (const round of [1, 2, 3, 4, 5]) {
    const name = `P-10-${round}`;
    const orderId = await paidOrder(name);
    for (const parcel of [1, 2]) {
      await link(orderId, `7600${round}${parcel}`);
      await push(param(`7600${round}${parcel}`, [signed, collected], "3"));
    }
    const open = await openInboxIds("courier");
    await Promise.all(open.map((inboxId) => processCourierPush(ctx, { inboxId })));
    expect([name, await orderStatusOf("parcels", name)]).toEqual([name, "delivered"]);
  }
});

test("of an order known to leave in parts a route proves nothing before all of it has left, whichever came first", async () => {
  const scan = (orderId: string, type: "partial_outbound_scan" | "outbound_scan", hour: number) =>
    recordOrderEvents(ctx, {
      order_id: orderId,
      events: [{ type, occurred_at: `2026-11-20T${hour}:00:00+08:00`, source_event_id: `wms-${type}` }],
    });
  const [routeFirst, scanFirst] = [await paidOrder("P-11"), await paidOrder("P-12")];
  await link(routeFirst, "75013");
  await link(scanFirst, "75014");
  await scan(scanFirst, "partial_outbound_scan", 17);
  for (const number of ["75013", "75014"]) await push(param(number, [signed, collected], "3"));
  await workOff();
  await scan(routeFirst, "partial_outbound_scan", 17);
  expect([await orderStatusOf("parcels", "P-11"), await orderStatusOf("parcels", "P-12")]).toEqual(["partially_shipped", "partially_shipped"]);
  for (const orderId of [routeFirst, scanFirst]) await scan(orderId, "outbound_scan", 19);
  expect([await orderStatusOf("parcels", "P-11"), await orderStatusOf("parcels", "P-12")]).toEqual(["delivered", "delivered"]);
});

test("one parcel of two orders moves both", async () => {
  const [one, two] = [await paidOrder("P-7"), await paidOrder("P-8")];
  await link(one, "75008");
  await push(param("75008", [signed, collected], "3"));
  await workOff();
  await link(two, "75008");
  expect([await orderStatusOf("parcels", "P-7"), await orderStatusOf("parcels", "P-8")]).toEqual(["delivered", "delivered"]);
});

test("a wrong sign is refused in the provider's shape and counted", async () => {
  const answer = await push(param("75009", [collected], "1"), { salt: "wrong" });
  expect(answer).toEqual({ status: 401, body: { result: false, returnCode: "401", message: "sign does not match param" } });
  const [account] = await rawSql()`select refused_pushes, last_error from courier_accounts`;
  expect(account).toMatchObject({ refused_pushes: 1, last_error: "sign does not match param" });
});

test("an unknown secret or provider is answered 404", async () => {
  expect((await push(param("75010", [collected], "1"), { secret: "not-a-secret-of-ours" })).status).toBe(404);
});

test("a signed push that cannot be read becomes a dead letter", async () => {
  expect((await push({ lastResult: { com: "zhongtong" } })).status).toBe(200);
  expect(await workOff()).toEqual(["refuse"]);
});

test("an empty salt still signs, and an account without one takes unsigned pushes", async () => {
  const empty = await createCourierAccount(ctx, { provider: "kuaidi100", name: "empty", salt: "" });
  const none = await createCourierAccount(ctx, { provider: "kuaidi100", name: "none", salt: null });
  expect((await push(param("75011", [collected], "1"), { secret: empty.secret, salt: "" })).status).toBe(200);
  expect((await push(param("75011", [collected], "1"), { secret: empty.secret, salt: "x" })).status).toBe(401);
  expect((await push(param("75012", [collected], "1"), { secret: none.secret, salt: "whatever" })).status).toBe(200);
});
