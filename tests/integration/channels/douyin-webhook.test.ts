import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/channels/[shop]/route";
import { rawSql } from "@/db/client";
import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { hmacEventSign, md5EventSign } from "@/lib/channels/adapters/douyin/signature";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { updateShop } from "@/lib/channels/use-cases/update-shop";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { replayPush } from "@/lib/inbox/use-cases/replay-push";
import { type Platform, startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { douyinPush } from "@/lib/sandbox/servers/push-requests";
import { countInbox, inboxRow, openInboxIds, orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { TEST_APP, testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const SHOP = "webhook-shop";
let db: TestDatabase;
let platform: Platform;
let shopId: string;
const details = new Map<string, Record<string, unknown>>();

beforeAll(async () => {
  db = await createTestDatabase();
  platform = await startDouyinPlatform({ apps: [{ ...TEST_APP, findDetail: (id) => details.get(id) ?? null }] });
  shopId = (await testShop({ code: SHOP, settings: { api_base_url: platform.url } })).id;
});
afterAll(async () => {
  await platform.close();
  await db.drop();
});
beforeEach(async () => {
  details.clear();
  await rawSql()`delete from inbox`;
});

const T0 = 1_795_000_000;
const detailOf = (change: Partial<DouyinDetailInput> & { orderId: string }) =>
  douyinDetail({
    orderStatus: 2,
    createTime: T0,
    payTime: T0 + 60,
    updateTime: T0 + 60,
    receiver: { name: "林小满", phone: "13911112222", address: "文二路 9 号 3 幢 402" },
    place: { province: "重庆市", city: "县", district: "秀山土家族苗族自治县" },
    openAddressId: "addr-token-1",
    lines: [{ orderId: `${change.orderId}`, sku: "SKU-1", title: "测试商品", quantity: 2, price: 1990 }],
    ...change,
  });

const post = (rawBody: Uint8Array | string, headers: Record<string, string>) =>
  POST(new Request("http://test/api/webhooks/channels/x", { method: "POST", body: Buffer.from(rawBody), headers }), {
    params: Promise.resolve({ shop: SHOP }),
  });
const signed = (body: string) => ({ "app-id": TEST_APP.appKey, "event-sign": md5EventSign(TEST_APP, Buffer.from(body)) });
const message = (orderId: string, tag = "101", msgId = `m-${orderId}-${tag}`) => {
  const push = douyinPush({ shopCode: SHOP, ...TEST_APP, messages: [{ tag, msgId, data: { p_id: orderId } }] });
  return post(push.body, push.headers);
};
const workOff = async () => {
  const ends: string[] = [];
  for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId: id }));
  return ends;
};

test("the test message is acknowledged in the platform's words and nothing is kept", async () => {
  const body = '[{"tag":"0","msg_id":"0","data":"2026-11-24T13:21:54+0800"}]';
  const answer = await post(body, signed(body));
  expect([answer.status, await answer.json()]).toEqual([200, { code: 0, msg: "success" }]);
  expect(await countInbox()).toBe(0);
});

test("a push becomes the order its detail describes, with its 19-digit id whole", async () => {
  const id = "6917950000001234567";
  details.set(id, detailOf({ orderId: id }));
  expect((await message(id)).status).toBe(200);
  expect(await workOff()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("paid");
  const [row] =
    await rawSql()`select city, district, token_kind, paid_amount, receiver_name_masked from orders where external_id = ${id}`;
  expect(row).toMatchObject({ city: "重庆市", token_kind: "open_address_id", receiver_name_masked: "林**" });
  expect(Number(row?.paid_amount)).toBe(3980);
});

test("the HMAC-SHA256 variant of event-sign is accepted as well", async () => {
  const body = '[{"tag":"101","msg_id":"h1","data":"{\\"p_id\\":\\"1\\"}"}]';
  const answer = await post(body, { "event-sign": hmacEventSign(TEST_APP, Buffer.from(body)) });
  expect(answer.status).toBe(200);
});

test.each([
  ["a wrong sign", { "event-sign": "0".repeat(32) }],
  ["a sign of another length", { "event-sign": "abc" }],
  ["no sign at all", {}],
  [
    "another application's id",
    { "app-id": "someone-else", "event-sign": md5EventSign(TEST_APP, Buffer.from('[{"tag":"101"}]')) },
  ],
])("%s is refused with 401, counted, and nothing is kept", async (_what, headers) => {
  const before = (await listShops(ctx)).shops.find((shop) => shop.id === shopId)?.refused_pushes ?? 0;
  const answer = await post('[{"tag":"101"}]', headers as Record<string, string>);
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: 401 });
  expect(await countInbox()).toBe(0);
  const after = (await listShops(ctx)).shops.find((shop) => shop.id === shopId);
  expect(after?.refused_pushes).toBe(before + 1);
  expect(after?.last_error).toBeTruthy();
});

test("a body over one MiB is refused with 413", async () => {
  const body = " ".repeat(1_048_577);
  expect((await post(body, signed(body))).status).toBe(413);
  expect(await countInbox()).toBe(0);
});

test("malformed JSON behind a valid signature becomes a dead letter a person can see", async () => {
  const body = '[{"tag":"101","data":';
  expect((await post(body, signed(body))).status).toBe(200);
  expect(await workOff()).toEqual(["refuse"]);
  const { dead_letters } = await listDeadLetters(ctx, { state: "dead" });
  expect(dead_letters).toMatchObject([{ topic: "unreadable", reason: "The body is not JSON.", state: "dead" }]);
});

test("each message of an array is kept on its own, and a repeat only counts", async () => {
  details.set("6917950000001111111", detailOf({ orderId: "6917950000001111111" }));
  details.set("6917950000002222222", detailOf({ orderId: "6917950000002222222" }));
  const messages = ["6917950000001111111", "6917950000002222222"].map((id) => ({
    tag: "101",
    msgId: `a-${id}`,
    data: { p_id: id },
  }));
  const push = douyinPush({ shopCode: SHOP, ...TEST_APP, messages });
  await post(push.body, push.headers);
  await post(push.body, push.headers);
  expect(await countInbox()).toBe(2);
  const ids = await openInboxIds("channel");
  expect((await Promise.all(ids.map(inboxRow))).map((row) => row.repeats)).toEqual([1, 1]);
  const [jobs] = await rawSql()`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'process_inbox'`;
  expect(jobs?.count).toBeGreaterThanOrEqual(2);
  expect(await workOff()).toEqual(["process", "process"]);
});

test("older pushes, with a numeric tag, msgId and an object as data, are read without rounding the id", async () => {
  const id = "4805961163201956922";
  details.set(id, detailOf({ orderId: id }));
  const body = `{"tag":101,"msgId":"old","data":{"p_id":${id},"s_ids":[${id}]}}`;
  expect((await post(body, signed(body))).status).toBe(200);
  expect(await workOff()).toEqual(["process"]);
  expect(await orderIdOf(SHOP, id)).not.toBeNull();
});

test("a push that carries the detail itself needs no call to the platform", async () => {
  const id = "6917950000003333333";
  const body = JSON.stringify([
    {
      tag: "100",
      msg_id: "d",
      data: JSON.stringify({ shop_order_detail: detailOf({ orderId: id, orderStatus: 1, payTime: 0 }) }),
    },
  ]);
  await post(body, signed(body));
  expect(await workOff()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("unpaid");
});

test("a refund that comes before its order brings the order, with the line's refund open", async () => {
  const id = "6917950000004444444";
  details.set(
    id,
    detailOf({
      orderId: id,
      lines: [
        { orderId: id, sku: "A", title: "商品", quantity: 1, price: 100, afterSale: { status: 6, type: 1, refundStatus: 1 } },
      ],
    }),
  );
  await message(id, "200");
  expect(await workOff()).toEqual(["process"]);
  const [line] =
    await rawSql()`select l.refund_status from order_lines l join orders o on o.id = l.order_id where o.external_id = ${id}`;
  expect(line?.refund_status).toBe("requested");
});

test("pushes in any order and twice end in the same state", async () => {
  const id = "6917950000005555555";
  details.set(id, detailOf({ orderId: id, orderStatus: 5, shipTime: T0 + 500, finishTime: T0 + 900, updateTime: T0 + 900 }));
  for (const tag of ["103", "102", "100", "101", "103", "102"]) await message(id, tag);
  await workOff();
  expect(await orderStatusOf(SHOP, id)).toBe("completed");
  const events =
    await rawSql()`select e.type from order_events e join orders o on o.id = e.order_id where o.external_id = ${id} and e.type = 'completed'`;
  expect(events).toHaveLength(1);
});

test("an order the platform does not know yet is parked, seen, and taken up when its detail comes", async () => {
  const id = "6917950000006666666";
  await message(id);
  expect(await workOff()).toEqual(["park"]);
  const { dead_letters } = await listDeadLetters(ctx, { state: "parked" });
  expect(dead_letters).toMatchObject([{ state: "parked", waits_for: `order:${shopId}:${id}` }]);
  details.set(id, detailOf({ orderId: id }));
  expect(await workOff()).toEqual(["process"]);
  expect(await orderStatusOf(SHOP, id)).toBe("paid");
});

test("a shop without an API address parks its pushes until the address is set", async () => {
  const bare = await testShop({ code: "bare-shop" });
  const id = "6917950000007777777";
  details.set(id, detailOf({ orderId: id }));
  const push = douyinPush({ shopCode: "bare-shop", ...TEST_APP, messages: [{ tag: "101", msgId: "b", data: { p_id: id } }] });
  await POST(new Request("http://test/", { method: "POST", body: Buffer.from(push.body), headers: push.headers }), {
    params: Promise.resolve({ shop: "bare-shop" }),
  });
  expect(await workOff()).toEqual(["park"]);
  const [inboxId] = await openInboxIds("channel");
  await updateShop(ctx, { shop_id: bare.id, settings: { api_base_url: platform.url } });
  expect(await inboxRow(inboxId ?? "")).toMatchObject({ state: "received" });
  expect(await workOff()).toEqual(["process"]);
});

test("a platform that is down is asked again: the job fails and the push stays open", async () => {
  const down = await testShop({ code: "down-shop", settings: { api_base_url: "http://127.0.0.1:9" } });
  const push = douyinPush({ shopCode: "down-shop", ...TEST_APP, messages: [{ tag: "101", msgId: "x", data: { p_id: "1" } }] });
  await POST(new Request("http://test/", { method: "POST", body: Buffer.from(push.body), headers: push.headers }), {
    params: Promise.resolve({ shop: "down-shop" }),
  });
  const [inboxId] = await openInboxIds("channel");
  await expect(processChannelPush(ctx, { inboxId: inboxId ?? "" })).rejects.toMatchObject({
    code: "channels.platform_unavailable",
  });
  expect(await inboxRow(inboxId ?? "")).toMatchObject({ state: "received" });
  expect((await listShops(ctx)).shops.find((shop) => shop.id === down.id)?.last_error).toContain("could not be reached");
});

test("a replayed dead letter goes through its work again, and the replay is audited", async () => {
  const body = '[{"tag":"101","data":"not json"}]';
  await post(body, signed(body));
  expect(await workOff()).toEqual(["refuse"]);
  const [dead] = (await listDeadLetters(ctx, { state: "dead" })).dead_letters;
  expect(await replayPush(ctx, { inbox_id: dead?.id ?? "" })).toMatchObject({ state: "received" });
  const audit = await rawSql()`select action from audit_log where entity_id = ${dead?.id ?? ""}`;
  expect(audit).toMatchObject([{ action: "inbox.replay" }]);
  await expect(replayPush(ctx, { inbox_id: dead?.id ?? "" })).rejects.toMatchObject({ kind: "conflict" });
});

test("an unknown shop is answered 404", async () => {
  const answer = await POST(new Request("http://test/", { method: "POST", body: "[]" }), {
    params: Promise.resolve({ shop: "nobody" }),
  });
  expect(answer.status).toBe(404);
});
