import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/couriers/[provider]/[secret]/route";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { listOrderParcels } from "@/lib/couriers/use-cases/list-order-parcels";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { cainiaoPush, kdniaoPush, type SfNode, sfOrderStatePush, sfRoutePush } from "@/lib/sandbox/servers/courier-push-requests";
import type { PushRequest } from "@/lib/sandbox/servers/push-requests";
import { inboxRow, openInboxIds, orderStatusOf } from "../../support/inbox-rows";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const KEY = "key-of-the-test";
let db: TestDatabase;
const secrets = { kdniao: "", sf: "", cainiao: "" };

beforeAll(async () => {
  db = await createTestDatabase();
  await testShop({ code: "routes", platform: "generic" });
  for (const provider of ["kdniao", "sf", "cainiao"] as const) {
    const salt = provider === "sf" ? null : KEY;
    secrets[provider] = (await createCourierAccount(ctx, { provider, name: provider, salt })).secret;
  }
});
afterAll(() => db.drop());

const send = async (request: PushRequest) => {
  const [provider = "", secret = ""] = request.path.split("/").slice(-2);
  const answer = await POST(new Request("http://test/", { method: "POST", body: Buffer.from(request.body), headers: request.headers }), {
    params: Promise.resolve({ provider, secret }),
  });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
};
const workOff = async (order: (ids: string[]) => string[] = (ids) => ids) => {
  const ends: string[] = [];
  for (const id of order(await openInboxIds("courier"))) ends.push(await processCourierPush(ctx, { inboxId: id }));
  return ends;
};
const paidOrder = async (externalId: string) => {
  const times = { placed_at: "2026-11-20T01:00:00Z", paid_at: "2026-11-20T01:01:00Z", modified_at: "2026-11-20T01:01:00Z" };
  const { results } = await ingestOrders(ctx, { orders: [incomingOrder({ shop: "routes", external_id: externalId, ...times })] });
  const id = results[0]?.order_id;
  if (!id) throw new Error(JSON.stringify(results));
  return id;
};
const link = (orderId: string, carrier: string, trackingNumber: string) =>
  withTransaction((tx) => linkParcels(tx, ctx, { orderId, parcels: [{ carrier, trackingNumber }] }));
const parcelOf = async (orderId: string) => (await listOrderParcels(ctx, { order_id: orderId })).parcels[0];

describe("kdniao", () => {
  const first = { AcceptTime: "2026-11-20 21:16:58", AcceptStation: "深圳市横岗营业部已收件，（揽投员姓名：许晴川;联系电话：13612345678）" };
  const second = { AcceptTime: "2026/11/21 8:05:00", AcceptStation: "离开深圳市 发往广州市" };
  const out = { AcceptTime: "2026-11-22 09:00:00", AcceptStation: "快递员：白露 正在派件", Action: "202" };
  const signed = { AcceptTime: "2026-11-22 12:00:00", AcceptStation: "已签收，签收人：本人" };

  test("several waybills of one push move their own parcels, and the answer carries kdniao's number and a Shanghai time", async () => {
    const [one, two] = [await paidOrder("K-1"), await paidOrder("K-2")];
    await link(one, "yunda", "431000000001");
    await link(two, "ems", "5042260000001");
    const answer = await send(
      kdniaoPush({
        secret: secrets.kdniao,
        appKey: KEY,
        now: ctx.clock.now(),
        waybills: [
          { shipperCode: "YD", number: "431000000001", state: "3", stateEx: "301", traces: [first, second, out, signed] },
          { shipperCode: "EMS", number: "5042260000001", state: "2", traces: [first, second] },
        ],
      }),
    );
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ EBusinessID: "1700001", Success: true, Reason: "" });
    expect(answer.body.UpdateTime).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/);
    expect(await workOff()).toEqual(["process", "process"]);
    expect([await orderStatusOf("routes", "K-1"), await orderStatusOf("routes", "K-2")]).toEqual(["delivered", "shipped"]);
    const parcel = await parcelOf(one);
    expect(parcel?.carrier).toBe("yunda");
    expect(parcel?.events.map((event) => event.state)).toEqual(["delivered", "out_for_delivery", "in_transit", "collected"]);
    expect(JSON.stringify(parcel?.events)).not.toMatch(/许晴川|白露|13612345678/);
  });

  test("a route that was pushed in full again adds only what is new", async () => {
    const orderId = await paidOrder("K-3");
    await link(orderId, "zhongtong", "7510001");
    const push = (traces: (typeof first)[], state: string) =>
      send(
        kdniaoPush({
          secret: secrets.kdniao,
          appKey: KEY,
          now: ctx.clock.now(),
          waybills: [{ shipperCode: "ZTO", number: "7510001", state, traces }],
        }),
      );
    await push([first], "1");
    await push([first, second], "2");
    await push([first], "1");
    await workOff();
    expect((await parcelOf(orderId))?.events).toHaveLength(2);
  });

  test("a wrong sign is refused in kdniao's words", async () => {
    const request = kdniaoPush({ secret: secrets.kdniao, appKey: "other", now: ctx.clock.now(), waybills: [] });
    expect(await send(request)).toMatchObject({
      status: 401,
      body: { EBusinessID: "1700001", Success: false, Reason: "DataSign does not match RequestData" },
    });
  });

  test("one waybill that cannot be read becomes a dead letter and the others of its push go on", async () => {
    const orderId = await paidOrder("K-4");
    await link(orderId, "zhongtong", "7510002");
    const waybills = [
      { shipperCode: "ZTO", number: "", state: "2", traces: [first] },
      { shipperCode: "ZTO", number: "7510002", state: "1", traces: [first] },
    ];
    await send(kdniaoPush({ secret: secrets.kdniao, appKey: KEY, now: ctx.clock.now(), waybills }));
    expect((await workOff()).sort()).toEqual(["process", "refuse"]);
  });
});

describe("SF", () => {
  const node = (mailno: string, id: string, opCode: string, acceptTime: string, remark: string): SfNode => ({
    id,
    mailno,
    opCode,
    acceptTime,
    remark,
    acceptAddress: "杭州市",
  });

  test("nodes that came one by one before their parcel are applied in any order, and none is lost", async () => {
    const number = "SF7400000000001";
    const nodes = [
      node(number, "758918741444476001", "50", "2026-11-20 18:00:00", "顺丰速运 已收取快件"),
      node(number, "758918741444476002", "30", "2026-11-20 20:00:00", "快件在【杭州萧山中转场】装车"),
      node(number, "758918741444476003", "44", "2026-11-21 08:10:00", "快件交给周小川，正在派送途中（联系电话：13612345678）"),
      node(number, "758918741444476004", "80", "2026-11-21 10:21:09", "已签收，感谢使用顺丰"),
    ];
    for (const one of nodes)
      expect(await send(sfRoutePush({ secret: secrets.sf, nodes: [one] }))).toEqual({
        status: 200,
        body: { return_code: "0000", return_msg: "成功" },
      });
    expect(await workOff()).toEqual(["park", "park", "park", "park"]);
    const orderId = await paidOrder("S-1");
    await link(orderId, "shunfeng", number);
    expect(await workOff((ids) => ids.reverse())).toEqual(["process", "process", "process", "process"]);
    expect(await orderStatusOf("routes", "S-1")).toBe("delivered");
    const parcel = await parcelOf(orderId);
    expect(parcel).toMatchObject({ state: "delivered" });
    expect(parcel?.events.map((event) => event.state)).toEqual(["delivered", "out_for_delivery", "in_transit", "collected"]);
    expect(JSON.stringify(parcel?.events)).not.toMatch(/周小川|13612345678/);
  });

  test("ids beyond 2^53 that differ in their last digit are two nodes", async () => {
    const orderId = await paidOrder("S-2");
    await link(orderId, "shunfeng", "SF7400000000002");
    const nodes = ["9007199254740993", "9007199254740992"].map((id) => node("SF7400000000002", id, "31", "2026-11-20 18:00:00", "快件到达【杭州】"));
    await send(sfRoutePush({ secret: secrets.sf, nodes }));
    await workOff();
    expect((await parcelOf(orderId))?.events).toHaveLength(2);
  });

  test("a node that comes again in another push counts once", async () => {
    const orderId = await paidOrder("S-3");
    await link(orderId, "shunfeng", "SF7400000000003");
    const [a, b] = [
      node("SF7400000000003", "71", "50", "2026-11-20 18:00:00", "已收取快件"),
      node("SF7400000000003", "72", "30", "2026-11-20 19:00:00", "装车"),
    ];
    await send(sfRoutePush({ secret: secrets.sf, nodes: [a] }));
    await send(sfRoutePush({ secret: secrets.sf, nodes: [a, b] }));
    await workOff();
    expect((await parcelOf(orderId))?.events).toHaveLength(2);
  });

  test("one push with nodes of two waybills tells each parcel its own", async () => {
    const [one, two] = [await paidOrder("S-4"), await paidOrder("S-5")];
    await link(one, "shunfeng", "SF7400000000004");
    await link(two, "shunfeng", "SF7400000000005");
    await send(
      sfRoutePush({
        secret: secrets.sf,
        nodes: [
          node("SF7400000000004", "81", "50", "2026-11-20 18:00:00", "已收取快件"),
          node("SF7400000000005", "82", "50", "2026-11-20 18:01:00", "已收取快件"),
        ],
      }),
    );
    await workOff();
    expect([(await parcelOf(one))?.events.length, (await parcelOf(two))?.events.length]).toEqual([1, 1]);
  });

  test("the order-state push is told apart by its body and answered in its own words", async () => {
    const orderId = await paidOrder("S-6");
    await link(orderId, "shunfeng", "SF7400000000006");
    const states = [
      { orderNo: "YD-1", waybillNo: "SF7400000000006", orderStateCode: "04-40037", orderStateDesc: "收件成功", createTm: "2026-11-20 17:58:00" },
      { orderNo: "YD-2", waybillNo: "", orderStateCode: "04-40001", orderStateDesc: "调度成功", createTm: "2026-11-20 17:00:00" },
    ];
    expect(await send(sfOrderStatePush({ secret: secrets.sf, now: ctx.clock.now(), states }))).toEqual({
      status: 200,
      body: { success: "true", code: "0", msg: "" },
    });
    expect(await workOff()).toEqual(["process"]);
    expect(await orderStatusOf("routes", "S-6")).toBe("shipped");
  });

  test("without a signature the address is the proof: another secret is turned away so that SF sends again", async () => {
    const request = sfRoutePush({ secret: "not-a-secret-of-ours", nodes: [node("SF1", "1", "50", "2026-11-20 18:00:00", "x")] });
    expect(await send(request)).toMatchObject({ status: 404, body: { return_code: "1000" } });
  });

  test("a body that is neither push becomes a dead letter, since it will not come again", async () => {
    const request = { path: `/api/webhooks/couriers/sf/${secrets.sf}`, headers: {}, body: Buffer.from('{"Body":{}}') };
    expect((await send(request)).status).toBe(200);
    expect(await workOff()).toEqual(["refuse"]);
  });
});

describe("Cainiao", () => {
  const got = { status: "400", desc: "【菜鸟】已揽件，业务员：许晴川 13612345678", time: "2026-11-20 18:00:00", city: "杭州市" };
  const signed = { status: "1000", desc: "已签收", time: "2026-11-21 12:00:00" };

  test("a push moves the parcel, is acknowledged, and counts once for its msg_id", async () => {
    const orderId = await paidOrder("C-1");
    await link(orderId, "yuantong", "YT9100000000001");
    const push = cainiaoPush({
      secret: secrets.cainiao,
      linkSecret: KEY,
      messageId: "m-1",
      cpCode: "YTO",
      mailNo: "YT9100000000001",
      nodes: [got, signed],
    });
    expect(await send(push)).toEqual({ status: 200, body: { success: "true" } });
    const [id] = await openInboxIds("courier");
    await send(push);
    expect(await inboxRow(id ?? "")).toMatchObject({ repeats: 1 });
    await workOff();
    expect(await orderStatusOf("routes", "C-1")).toBe("delivered");
    const parcel = await parcelOf(orderId);
    expect(parcel?.events.map((event) => event.state)).toEqual(["delivered", "collected"]);
    expect(JSON.stringify(parcel?.events)).not.toMatch(/许晴川|13612345678/);
  });

  test("a digest over the hex text, as other providers make it, is refused", async () => {
    const push = cainiaoPush({ secret: secrets.cainiao, linkSecret: "other", messageId: "m-2", cpCode: "YTO", mailNo: "YT1", nodes: [got] });
    expect(await send(push)).toEqual({
      status: 401,
      body: { success: "false", errorCode: "S401", errorMsg: "data_digest does not match logistics_interface" },
    });
    const [account] = await rawSql()`select refused_pushes from courier_accounts where provider = 'cainiao'`;
    expect(account).toMatchObject({ refused_pushes: 1 });
  });
});
