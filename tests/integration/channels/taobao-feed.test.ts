import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { WebSocket } from "ws";
import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import type { FeedReading, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startTaobaoPlatform, type TaobaoPlatform } from "@/lib/sandbox/servers/taobao-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";

const faults: SandboxFaults = { ...NO_FAULTS };
const open: WebSocket[] = [];
let platform: TaobaoPlatform;
let shop: ShopAccess;
const feed = taobaoAdapter.feed;
if (!feed) throw new Error("Taobao has no feed.");

beforeAll(async () => {
  const { appKey, appSecret, accessToken, refreshToken } = shopAccess();
  const app = { appKey, appSecret, accessToken, refreshToken, sellerId: "9001", book: testOrderBook().book };
  platform = await startTaobaoPlatform({ apps: [app], faults });
});
beforeEach(() => {
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ feedUrl: platform.feedUrl, platformShopId: "9001" });
});
afterEach(async () => {
  for (const socket of open.splice(0)) socket.terminate();
  await expect.poll(() => platform.feed.unconfirmed()).toBe(0);
});
afterAll(() => platform.close());

/** What the runner does: greets, remembers the session, sends replies at once and an ack when the message is kept. */
async function connect(access: ShopAccess, acknowledging = true) {
  const socket = new WebSocket(feed?.address({ shop: access, now: new Date() }) ?? "");
  open.push(socket);
  const heard: { dedupeKey: string; topic: string; payload: unknown }[] = [];
  const readings: FeedReading[] = [];
  let session: string | undefined;
  socket.on("message", (data: Buffer) => {
    const reading = feed?.read({ shop: access, frame: data, now: new Date(), session });
    if (!reading) return;
    readings.push(reading);
    if (reading.kind !== "messages") return;
    session = reading.session ?? session;
    for (const reply of reading.replies) socket.send(reply);
    for (const { ack, ...message } of reading.messages) {
      heard.push(message);
      if (acknowledging) socket.send(ack);
    }
  });
  socket.on("open", () => feed?.greet({ shop: access, now: new Date() }).forEach((frame) => void socket.send(frame)));
  await expect.poll(() => readings.length).toBeGreaterThan(0);
  return { socket, heard, readings, beat: () => socket.send(feed?.heartbeat.frame({ shop: access, now: new Date(), session }) ?? "") };
}
const paid = (tid: string, topic = "taobao_trade_TradeBuyerPay") => {
  return { appKey: shop.appKey, topic, content: `{"tid":${tid},"oid":${tid},"payment":"120.00","seller_nick":"杯子铺"}` };
};

test("a message says which trade changed, digits whole, and is confirmed by its id", async () => {
  const { heard } = await connect(shop);
  platform.feed.tell([paid("2918463734761365258")]);
  await expect.poll(() => heard.length).toBe(1);
  await expect.poll(() => platform.feed.unconfirmed()).toBe(0);
  expect(heard[0]).toMatchObject({ dedupeKey: "tmc:9007199254740993", topic: "taobao.taobao_trade_TradeBuyerPay" });
  expect(taobaoAdapter.interpret(heard[0]?.payload)).toEqual({ kind: "order_changed", externalId: "2918463734761365258" });
});

test("a refund names its trade, and a message that tells of no order is confirmed and ignored", async () => {
  const { heard } = await connect(shop);
  platform.feed.tell([paid("77", "taobao_refund_RefundCreated"), paid("78", "taobao_item_ItemUpdate")]);
  await expect.poll(() => heard.length).toBe(2);
  expect(heard.map(({ payload }) => taobaoAdapter.interpret(payload))).toEqual([
    { kind: "order_changed", externalId: "77" },
    { kind: "ignored", reason: "topic taobao_item_ItemUpdate tells of no order" },
  ]);
});

test("what was told while nobody listened comes with the first asking", async () => {
  platform.feed.tell([paid("1"), paid("2")]);
  const { heard } = await connect(shop);
  await expect.poll(() => heard.length).toBe(2);
});

test("what was not confirmed comes again over the next connection, under the same key", async () => {
  const silent = await connect(shop, false);
  platform.feed.tell([paid("3")]);
  await expect.poll(() => silent.heard.length).toBe(1);
  platform.feed.drop();
  const { heard } = await connect(shop);
  await expect.poll(() => heard.length).toBe(1);
  expect(heard[0]).toEqual(silent.heard[0]);
});

test("another seller's message of the same group is left to that seller's connection", async () => {
  const other = await connect({ ...shop, platformShopId: "777" });
  const before = other.readings.length;
  platform.feed.tell([paid("4")]);
  await expect.poll(() => other.readings.length).toBe(before + 1);
  expect([other.heard, platform.feed.unconfirmed()]).toEqual([[], 1]);
  const { heard } = await connect(shop);
  await expect.poll(() => heard.length).toBe(1);
});

test.each<[string, Partial<ShopAccess>]>([
  ["a wrong secret", { appSecret: "another" }],
  ["an unknown application", { appKey: "1" }],
])("with %s TMC refuses, and a person must look at the shop", async (_words, change) => {
  const { readings } = await connect({ ...shop, ...change });
  expect(readings[0]).toMatchObject({ kind: "closed", failure: "shop_setup" });
});

test("a clock that is an hour off is refused, and connecting again heals it", async () => {
  faults.clockSkewMs = 3_600_000;
  const { readings } = await connect(shop);
  expect(readings[0]).toMatchObject({ kind: "closed", failure: "retryable" });
});

test("a frame without the connection's token ends it", async () => {
  const { socket, readings } = await connect(shop);
  socket.send(feed.heartbeat.frame({ shop, now: new Date() }));
  await expect.poll(() => readings.at(-1)?.kind).toBe("closed");
});

test("messages are dropped and doubled as the faults say", async () => {
  const { heard, beat } = await connect(shop);
  faults.dropPushRate = 1;
  platform.feed.tell([paid("5")]);
  Object.assign(faults, { dropPushRate: 0, duplicateRate: 1 });
  platform.feed.tell([paid("6")]);
  await expect.poll(() => heard.length).toBe(2);
  beat();
  expect(new Set(heard.map((message) => message.dedupeKey)).size).toBe(1);
});
