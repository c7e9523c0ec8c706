import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { hmacEventSign, md5EventSign } from "@/lib/channels/adapters/douyin/signature";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { listDeadLetters } from "@/lib/inbox/use-cases/list-dead-letters";
import { douyinPush } from "@/lib/sandbox/servers/push-requests";
import { douyinWorld, signedHeaders, testDetail, workOffChannels } from "../../support/douyin-world";
import { countInbox, inboxRow, openInboxIds } from "../../support/inbox-rows";
import { TEST_APP, testCtx } from "../../support/shops";

const ctx = testCtx();
const SHOP = "door-shop";
let world: Awaited<ReturnType<typeof douyinWorld>>;
beforeAll(async () => {
  world = await douyinWorld(SHOP);
});
beforeEach(() => world.reset());
afterAll(() => world.close());

test("the test message is acknowledged in the platform's words and nothing is kept", async () => {
  const body = '[{"tag":"0","msg_id":"0","data":"2026-11-24T13:21:54+0800"}]';
  const answer = await world.post(body, signedHeaders(body));
  expect([answer.status, await answer.json()]).toEqual([200, { code: 0, msg: "success" }]);
  expect(await countInbox()).toBe(0);
});

test("the HMAC-SHA256 variant of event-sign is accepted as well", async () => {
  const body = '[{"tag":"101","msg_id":"h1","data":"{\\"p_id\\":\\"1\\"}"}]';
  const answer = await world.post(body, { "event-sign": hmacEventSign(TEST_APP, Buffer.from(body)) });
  expect(answer.status).toBe(200);
});

test.each([
  ["a wrong sign", { "event-sign": "0".repeat(32) }],
  ["a sign of another length", { "event-sign": "abc" }],
  ["no sign at all", {}],
  ["another application's id", { "app-id": "someone-else", "event-sign": md5EventSign(TEST_APP, Buffer.from('[{"tag":"101"}]')) }],
])("%s is refused with 401, counted, and nothing is kept", async (_what, headers) => {
  const before = (await listShops(ctx)).shops.find((shop) => shop.id === world.shop.id)?.refused_pushes ?? 0;
  const answer = await world.post('[{"tag":"101"}]', headers as Record<string, string>);
  expect(answer.status).toBe(401);
  expect(await answer.json()).toMatchObject({ code: 401 });
  expect(await countInbox()).toBe(0);
  const after = (await listShops(ctx)).shops.find((shop) => shop.id === world.shop.id);
  expect(after?.refused_pushes).toBe(before + 1);
  expect(after?.last_error).toBeTruthy();
});

test("a body over one MiB is refused with 413", async () => {
  const body = " ".repeat(1_048_577);
  expect((await world.post(body, signedHeaders(body))).status).toBe(413);
  expect(await countInbox()).toBe(0);
});

test("malformed JSON behind a valid signature becomes a dead letter a person can see", async () => {
  const body = '[{"tag":"101","data":';
  expect((await world.post(body, signedHeaders(body))).status).toBe(200);
  expect(await workOffChannels()).toEqual(["refuse"]);
  const { dead_letters } = await listDeadLetters(ctx, { state: "dead" });
  expect(dead_letters).toMatchObject([{ topic: "unreadable", reason: "The body is not JSON.", state: "dead" }]);
});

test("each message of an array is kept on its own, and a repeat only counts", async () => {
  world.details.set("6917950000001111111", testDetail({ orderId: "6917950000001111111" }));
  world.details.set("6917950000002222222", testDetail({ orderId: "6917950000002222222" }));
  const messages = ["6917950000001111111", "6917950000002222222"].map((id) => ({
    tag: "101",
    msgId: `a-${id}`,
    data: { p_id: id },
  }));
  const push = douyinPush({ shopCode: SHOP, ...TEST_APP, messages });
  await world.post(push.body, push.headers);
  await world.post(push.body, push.headers);
  expect(await countInbox()).toBe(2);
  const ids = await openInboxIds("channel");
  expect((await Promise.all(ids.map(inboxRow))).map((row) => row.repeats)).toEqual([1, 1]);
  const [jobs] = await rawSql()`select count(*)::int as count from graphile_worker.jobs where task_identifier = 'process_inbox'`;
  expect(jobs?.count).toBeGreaterThanOrEqual(2);
  expect(await workOffChannels()).toEqual(["process", "process"]);
});

test("an unknown shop is answered 404", async () => {
  const answer = await world.post("[]", {}, "nobody");
  expect(answer.status).toBe(404);
});
