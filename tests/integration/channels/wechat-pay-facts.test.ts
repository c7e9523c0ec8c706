import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { GET, POST } from "@/app/api/webhooks/channels/[shop]/route";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { refundResource, transactionResource } from "@/lib/channels/adapters/wechat-pay/fixtures";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { releaseWaiting } from "@/lib/channels/use-cases/release-waiting";
import { messageSignature } from "@/lib/channels/wechat/message-crypto";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { releaseHold } from "@/lib/orders/use-cases/place-hold";
import type { PushRequest } from "@/lib/sandbox/servers/push-requests";
import { wechatMessage, wechatPayKey, wechatPayNotice } from "@/lib/sandbox/servers/wechat-push-requests";
import { inboxRow, openInboxIds, orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { incomingOrder } from "../../support/incoming-order";
import { giveCredentials } from "../../support/shop-credentials";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const key = wechatPayKey();
const API_KEY = "0123456789abcdef0123456789abcdef";
const TOKEN = "token-of-the-test";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const APP = "wx0123456789abcdef";
let db: TestDatabase;

beforeAll(async () => {
  db = await createTestDatabase();
  const credentials = { mchid: "1900000001", api_v3_key: API_KEY, platform_keys: key.pem, message_token: TOKEN, encoding_aes_key: AES_KEY };
  const shop = await testShop({ code: "mini", platform: "wechat_pay", app_key: APP });
  await giveCredentials(shop.id, credentials);
});
afterAll(() => db.drop());

const send = async (request: PushRequest, method: "GET" | "POST" = "POST") => {
  const body = method === "POST" ? Buffer.from(request.body) : undefined;
  const answer = await (method === "POST" ? POST : GET)(new Request(`http://test${request.path}`, { method, headers: request.headers, body }), {
    params: Promise.resolve({ shop: "mini" }),
  });
  return { status: answer.status, body: await answer.text() };
};
const notify = (eventType: string, resource: unknown) =>
  send(wechatPayNotice({ shopCode: "mini", key, apiV3Key: API_KEY, eventType, resource, id: randomUUID(), now: ctx.clock.now() }));
const payment = (tradeNo: string) =>
  notify(
    "TRANSACTION.SUCCESS",
    transactionResource({ tradeNo, transactionId: `42${tradeNo}`, total: 12_800, successTime: "2026-11-24T09:01:00+08:00" }),
  );
const refund = (tradeNo: string, amount: number, change: { id?: string; status?: string; at?: string } = {}) => {
  const { id = `50${tradeNo}`, status = "SUCCESS", at = "2026-11-24T10:00:00+08:00" } = change;
  return notify(`REFUND.${status}`, refundResource({ tradeNo, refundId: id, total: 12_800, refund: amount, status, successTime: at }));
};
const workOff = async () => {
  const ends: string[] = [];
  for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId: id }));
  return ends;
};
const order = async (externalId: string, change: Parameters<typeof incomingOrder>[0] | Record<string, unknown> = {}) => {
  const { results } = await ingestOrders(ctx, { orders: [incomingOrder({ shop: "mini", external_id: externalId, ...change })] });
  if (!results[0]?.order_id) throw new Error(JSON.stringify(results));
  return results[0].order_id;
};
const unpaid = { status: "unpaid", paid_at: null } as const;
const stateOf = async (id: string) => {
  const [row] = await rawSql()<{ status: string; open_holds: number; has_open_refund: boolean; version: number }[]>`
    select status, open_holds, has_open_refund, version from orders where id = ${id}`;
  const lines = await rawSql()<{ refund_status: string }[]>`select refund_status from order_lines where order_id = ${id} order by external_line_id`;
  return { ...row, refunds: lines.map((line) => line.refund_status) };
};

test("a payment pays the shop's own order, is acknowledged without words, and counts once", async () => {
  const id = await order("W-1", unpaid);
  expect(await payment("W-1")).toEqual({ status: 204, body: "" });
  await payment("W-1");
  expect(await workOff()).toEqual(["process"]);
  expect(await stateOf(id)).toMatchObject({ status: "paid" });
  const events = await rawSql()`select occurred_at from order_events where order_id = ${id} and type = 'paid'`;
  expect(events).toEqual([{ occurred_at: "2026-11-24 01:01:00+00" }]);
});

test("a refund before its order is parked, and applied when the order comes by whatever way", async () => {
  await refund("W-2", 12_800);
  expect(await workOff()).toEqual(["park"]);
  const [parked = ""] = await openInboxIds("channel");
  expect(await inboxRow(parked)).toMatchObject({ state: "parked", reason: "No order W-2 is here yet." });
  const id = await order("W-2");
  await withTransaction((tx) => releaseWaiting(tx, ctx, { orderIds: [id] }));
  expect(await inboxRow(parked)).toMatchObject({ state: "received" });
  expect(await workOff()).toEqual(["process"]);
  expect(await stateOf(id)).toMatchObject({ status: "cancelled", refunds: ["refunded"] });
});

test("all the money back before anything left cancels the order, in two parts as well as in one", async () => {
  const [first, second] = [await order("W-3"), await order("W-4")];
  await refund("W-3", 12_800);
  await refund("W-4", 12_000, { id: "501", at: "2026-11-24T10:00:00+08:00" });
  await refund("W-4", 800, { id: "502", at: "2026-11-24T11:00:00+08:00" });
  await workOff();
  for (const id of [first, second]) expect(await stateOf(id)).toMatchObject({ status: "cancelled", refunds: ["refunded"] });
  const dates = await rawSql()`select occurred_at from order_events where order_id = ${second} and type = 'cancelled'`;
  expect(dates).toEqual([{ occurred_at: "2026-11-24 03:00:00+00" }]);
});

test("a part back that nobody named holds the order once, until a person has looked", async () => {
  const id = await order("W-5");
  await refund("W-5", 990);
  await refund("W-5", 990);
  await workOff();
  expect(await stateOf(id)).toMatchObject({ status: "paid", open_holds: 1, has_open_refund: false, refunds: ["closed"] });
  const [hold] = await rawSql()<{ id: string; reason: string }[]>`select id, reason from order_holds where order_id = ${id}`;
  expect(hold?.reason).toContain("9.90 元");
  await releaseHold(ctx, { order_id: id, hold_id: hold?.id ?? "" });
  expect(await stateOf(id)).toMatchObject({ open_holds: 0, has_open_refund: false });
});

test("a refund that could not reach the buyer stays open until it does", async () => {
  const id = await order("W-6");
  await refund("W-6", 12_800, { status: "ABNORMAL" });
  await workOff();
  expect(await stateOf(id)).toMatchObject({ status: "paid", has_open_refund: true, refunds: ["refunding"] });
  await refund("W-6", 12_800, { status: "SUCCESS" });
  await workOff();
  expect(await stateOf(id)).toMatchObject({ status: "cancelled", has_open_refund: false, refunds: ["refunded"] });
});

test("states of one refund that come the wrong way round come to the same", async () => {
  const id = await order("W-7");
  await refund("W-7", 12_800, { status: "SUCCESS" });
  await refund("W-7", 12_800, { status: "ABNORMAL" });
  await workOff();
  expect(await stateOf(id)).toMatchObject({ status: "cancelled", refunds: ["refunded"] });
});

test("a later word of the shop's own system that knows of no refund does not take it back", async () => {
  const id = await order("W-8");
  await refund("W-8", 12_800, { status: "ABNORMAL" });
  await workOff();
  await order("W-8", { modified_at: "2026-11-24T12:00:00+08:00", buyer_note: "放前台" });
  expect(await stateOf(id)).toMatchObject({ has_open_refund: true, refunds: ["refunding"], version: 3 });
});

test("a refund of what has left changes its lines and neither cancels nor holds it", async () => {
  const id = await order("W-9", { status: "shipped", modified_at: "2026-11-24T09:30:00+08:00" });
  await refund("W-9", 12_800);
  await workOff();
  expect(await stateOf(id)).toMatchObject({ status: "shipped", open_holds: 0, refunds: ["refunded"] });
});

test("a payment and a refund that come before the order, in the wrong order, end as they should", async () => {
  await refund("W-10", 12_800);
  await payment("W-10");
  expect(await workOff()).toEqual(["park", "park"]);
  const id = await order("W-10", unpaid);
  await withTransaction((tx) => releaseWaiting(tx, ctx, { orderIds: [id] }));
  expect(await workOff()).toEqual(["process", "process"]);
  expect(await orderStatusOf("mini", "W-10")).toBe("cancelled");
});

test("a probe is refused in WeChat Pay's words and counted, and nothing is kept", async () => {
  const notice = wechatPayNotice({
    shopCode: "mini",
    key,
    apiV3Key: API_KEY,
    eventType: "TRANSACTION.SUCCESS",
    resource: {},
    id: "p",
    now: ctx.clock.now(),
  });
  notice.headers["wechatpay-signature"] = `WECHATPAY/SIGNTEST/${notice.headers["wechatpay-signature"]}`;
  const answer = await send(notice);
  expect(answer.status).toBe(401);
  expect(JSON.parse(answer.body)).toMatchObject({ code: "FAIL" });
  expect(await openInboxIds("channel")).toEqual([]);
});

test("an event of the message push comes to the same address and is answered with its own word", async () => {
  await order("W-11", { status: "shipped", modified_at: "2026-11-24T09:30:00+08:00" });
  const text = JSON.stringify({ Event: "trade_manage_order_settlement", merchant_trade_no: "W-11", confirm_receive_time: 1_795_800_000 });
  const push = wechatMessage({ shopCode: "mini", token: TOKEN, aesKey: AES_KEY, appId: APP, now: ctx.clock.now(), text, format: "json" });
  expect(await send(push)).toEqual({ status: 200, body: "success" });
  await workOff();
  expect(await orderStatusOf("mini", "W-11")).toBe("completed");
});

test("the question whether the address is ours is answered with its own words", async () => {
  const query = new URLSearchParams({ timestamp: "1", nonce: "2", echostr: "4838", signature: messageSignature([TOKEN, "1", "2"]) });
  expect(await send({ path: `/api/webhooks/channels/mini?${query}`, headers: {}, body: new Uint8Array() }, "GET")).toEqual({
    status: 200,
    body: "4838",
  });
  expect(await orderIdOf("mini", "4838")).toBeNull();
});
