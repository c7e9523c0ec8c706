import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { pddAdapter } from "@/lib/channels/adapters/pdd/adapter";
import { pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import type { Shipment, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { type PddPlatform, startPddPlatform } from "@/lib/sandbox/servers/pdd-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = new Date("2026-11-20T03:00:00Z");
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: PddPlatform;
let shop: ShopAccess;

beforeAll(async () => {
  const app = {
    clientId: "7001000200030004",
    clientSecret: "secret-of-the-test-app",
    mallId: "9001",
    accessToken: "access-1",
    refreshToken: "refresh-1",
  };
  platform = await startPddPlatform({ apps: [{ ...app, book: books.book }], faults });
});
beforeEach(() => {
  books.clear();
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ apiBaseUrl: platform.url, feedUrl: platform.url.replace("http", "ws"), platformShopId: "9001" });
});
afterAll(() => platform.close());

const detailOf = (orderSn: string, change: Partial<Parameters<typeof pddDetail>[0]> = {}) =>
  pddDetail({
    orderSn,
    orderStatus: 1,
    createdAt: T0,
    paidAt: T0,
    updatedAt: T0,
    receiver: { name: "周远舟", phone: "13600002222", address: "翠微路 5 号" },
    place: { province: "浙江省", city: "宁波市", district: "鄞州区" },
    items: [{ skuId: "11", sku: "CUP", name: "保温杯", quantity: 1, price: 2590 }],
    ...change,
  });
const sell = (orderSn: string, seconds: number) => {
  const modifiedAt = at(seconds);
  books.put({ externalId: orderSn, modifiedAt, detail: detailOf(orderSn, { updatedAt: modifiedAt }) });
};
const fetchDetail = (externalId: string, access = shop, now = new Date()) => pddAdapter.fetchDetail({ shop: access, externalId, now });

describe("one order", () => {
  test("is fetched with a signature that the gateway recomputes", async () => {
    sell("261120-1", 0);
    expect(await fetchDetail("261120-1")).toMatchObject({ ok: true, detail: { order_sn: "261120-1" } });
  });

  test.each<[string, Partial<ShopAccess>, string]>([
    ["a wrong secret", { appSecret: "another" }, "shop_setup"],
    ["an unknown client", { appKey: "1" }, "shop_setup"],
    ["an old token", { accessToken: "gone" }, "token_expired"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s the failure says what to do about it", async (_words, change, kind) => {
    sell("261120-1", 0);
    expect(await fetchDetail("261120-1", { ...shop, ...change })).toMatchObject({ ok: false, kind });
  });

  test("that the platform does not know is not found", async () => {
    expect(await fetchDetail("261120-404")).toMatchObject({ ok: false, kind: "not_found" });
  });

  test("asked by a clock that is wrong is asked again later", async () => {
    expect(await fetchDetail("261120-1", shop, new Date(Date.now() - 3_600_000))).toMatchObject({ ok: false, kind: "retryable" });
  });

  test.each<[Partial<SandboxFaults>, string]>([
    [{ serverErrorRate: 1 }, "retryable"],
    [{ throttleRate: 1 }, "throttled"],
    [{ malformedRate: 1 }, "retryable"],
    [{ expiredToken: true }, "token_expired"],
    [{ clockSkewMs: 3_600_000 }, "retryable"],
  ])("while the platform has %j fails so that waiting or a new token heals it", async (fault, kind) => {
    sell("261120-1", 0);
    Object.assign(faults, fault);
    expect(await fetchDetail("261120-1")).toMatchObject({ ok: false, kind });
  });
});

describe("a pull", () => {
  const window = { from: T0, to: at(29 * 60) };
  const pull = pddAdapter.pull;
  if (!pull) throw new Error("Pinduoduo has no pull.");

  test("walks the pages of a window and brings whole orders", async () => {
    for (let n = 0; n < 250; n++) sell(`261120-${n}`, n);
    const { orders, calls, total } = await walkPull({ pull, shop, window, now: new Date() });
    expect([new Set(orders.map((order) => order.externalId)).size, calls, total]).toEqual([250, 4, 250]);
    expect(orders.every((order) => order.detail !== null && order.modifiedAt !== null)).toBe(true);
  });

  test("misses nothing while orders change under it, because it walks from the last page to the first", async () => {
    for (let n = 0; n < 250; n++) sell(`261120-${n}`, n);
    let changed = 0;
    const between = () => {
      for (let i = 0; i < 7; i++) sell(`261120-${249 - changed++}`, 40 * 60);
    };
    const { orders } = await walkPull({ pull, shop, window, now: new Date(), between });
    const seen = new Set(orders.map((order) => order.externalId));
    for (let n = 0; n < 250 - changed; n++) expect(seen, `261120-${n}`).toContain(`261120-${n}`);
  });

  test("of an empty window is one call", async () => {
    expect(await walkPull({ pull, shop, window, now: new Date() })).toEqual({ orders: [], calls: 1, total: 0 });
  });

  test("only names an order whose listed content lacks its lines", async () => {
    books.put({ externalId: "261120-x", modifiedAt: at(5), detail: { ...detailOf("261120-x", { updatedAt: at(5) }), item_list: [] } });
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders).toEqual([{ externalId: "261120-x", modifiedAt: at(5), detail: null }]);
  });

  test("of its longest window stays within the platform's half hour", async () => {
    const odd = new Date(T0.getTime() + 999);
    const longest = { from: odd, to: new Date(odd.getTime() + pull.maxWindowMs) };
    expect(await walkPull({ pull, shop, window: longest, now: new Date() })).toMatchObject({ orders: [] });
  });
});

describe("telling the platform", () => {
  const writeBack = pddAdapter.writeBack;
  if (!writeBack) throw new Error("Pinduoduo has no write-back.");
  const shipment = (change: Partial<Shipment> = {}): Shipment => ({
    externalId: "261120-1",
    carrier: "zhongtong",
    trackingNumber: "75300000000001",
    shippedAt: T0,
    lines: null,
    complete: true,
    earlier: [],
    replaces: null,
    ...change,
  });
  const send = (change: Partial<Shipment> = {}) => writeBack.sendShipment({ shop, shipment: shipment(change), now: new Date() });

  test("a parcel, a second one and a replacement each go their own way, with the platform's carrier ids", async () => {
    const first = { carrier: "zhongtong", trackingNumber: "75300000000001" };
    expect(await send()).toEqual({ ok: true });
    expect(await send({ carrier: "shunfeng", trackingNumber: "SF1", earlier: [first] })).toEqual({ ok: true });
    expect(await send({ carrier: "yunda", trackingNumber: "43001", earlier: [first], replaces: first })).toEqual({ ok: true });
    const told = { externalId: "261120-1", lines: null };
    expect(books.shipments).toEqual([
      { ...told, carrier: "115", trackingNumber: "75300000000001", replaces: false },
      { ...told, carrier: "44", trackingNumber: "SF1", replaces: false },
      { ...told, carrier: "121", trackingNumber: "43001", replaces: true },
    ]);
  });

  test("a carrier the platform does not know stops with a sentence", async () => {
    expect(await send({ carrier: "yimidida" })).toEqual({
      ok: false,
      kind: "refused",
      reason: 'Pinduoduo has no carrier that we know as "yimidida".',
    });
  });

  test("a refusal counts as told only where the order already holds the number", async () => {
    books.state.refuse = "订单已发货";
    books.put({
      externalId: "261120-1",
      modifiedAt: T0,
      detail: detailOf("261120-1", { orderStatus: 2, parcels: [{ logisticsId: 115, trackingNumber: "75300000000001" }] }),
    });
    expect(await send()).toEqual({ ok: true });
    expect(await send({ trackingNumber: "75300000000002" })).toMatchObject({
      ok: false,
      kind: "refused",
      reason: expect.stringContaining("订单已发货"),
    });
  });

  test("a note goes to the order", async () => {
    expect(await writeBack.sendNote?.({ shop, externalId: "261120-1", note: "换成礼盒", now: new Date() })).toEqual({ ok: true });
    expect(books.notes).toEqual([{ externalId: "261120-1", note: "换成礼盒" }]);
  });
});

describe("a token", () => {
  test("that expired is renewed once, and the new one holds", async () => {
    sell("261120-1", 0);
    faults.expiredToken = true;
    const renewed = await pddAdapter.refreshAccess?.({ shop, now: new Date() });
    if (!renewed?.ok) throw new Error(renewed?.reason);
    expect(renewed.expiresAt?.getTime()).toBeGreaterThan(Date.now());
    const again = { ...shop, accessToken: renewed.accessToken, refreshToken: renewed.refreshToken };
    expect(await fetchDetail("261120-1", again)).toMatchObject({ ok: true });
    expect(await pddAdapter.refreshAccess?.({ shop, now: new Date() })).toMatchObject({ ok: false, kind: "shop_setup" });
    expect(await pddAdapter.refreshAccess?.({ shop: { ...shop, refreshToken: "" }, now: new Date() })).toMatchObject({
      ok: false,
      kind: "shop_setup",
    });
  });
});

describe("the message centre", () => {
  const feed = pddAdapter.feed;
  if (!feed) throw new Error("Pinduoduo has no feed.");
  const open: WebSocket[] = [];
  afterEach(async () => {
    for (const socket of open.splice(0)) socket.terminate();
    await expect.poll(() => platform.feed.unacknowledged()).toBe(0);
  });

  const connect = async (access: ShopAccess, acknowledging = true) => {
    const socket = new WebSocket(feed.address({ shop: access, now: new Date() }));
    open.push(socket);
    const heard: { dedupeKey: string; topic: string; payload: unknown }[] = [];
    socket.on("message", (data) => {
      const reading = feed.read({ shop: access, frame: String(data), now: new Date() });
      if (reading.kind !== "messages") throw new Error(reading.reason);
      for (const { ack, ...message } of reading.messages) {
        heard.push(message);
        if (acknowledging) socket.send(ack);
      }
    });
    await new Promise<void>((ready, failed) => {
      socket.once("open", () => ready());
      socket.once("error", failed);
    });
    return { socket, heard };
  };
  const confirmed = (tid: string) => ({ mallId: "9001", type: "pdd_trade_TradeConfirmed", content: { mall_id: 9001, tid } });

  test("lets in a signed address only", async () => {
    await expect(connect({ ...shop, appSecret: "another" })).rejects.toThrow("401");
  });

  test("says which order changed, and is told that it was kept", async () => {
    const { heard } = await connect(shop);
    platform.feed.tell([confirmed("261120-1")]);
    await expect.poll(() => heard.length).toBe(1);
    await expect.poll(() => platform.feed.unacknowledged()).toBe(0);
    expect(heard[0]?.topic).toBe("pdd_trade_TradeConfirmed");
    expect(pddAdapter.interpret(heard[0]?.payload)).toEqual({ kind: "order_changed", externalId: "261120-1" });
  });

  test("repeats what was not acknowledged, under the same key", async () => {
    const silent = await connect(shop, false);
    platform.feed.tell([confirmed("261120-2")]);
    await expect.poll(() => silent.heard.length).toBe(1);
    platform.feed.drop();
    const { heard } = await connect(shop);
    await expect.poll(() => heard.length).toBe(1);
    expect(heard[0]).toEqual(silent.heard[0]);
  });

  test("leaves another shop's message of the same application to its own connection", async () => {
    const other = await connect({ ...shop, platformShopId: "777" });
    platform.feed.tell([confirmed("261120-3")]);
    other.socket.send(feed.heartbeat.frame({ shop, now: new Date() }));
    await new Promise<void>((answered) => other.socket.once("message", () => answered()));
    expect([other.heard, platform.feed.unacknowledged()]).toEqual([[], 1]);
    const { heard } = await connect(shop);
    await expect.poll(() => heard.length).toBe(1);
  });

  test("drops and doubles as its faults say", async () => {
    const { heard } = await connect(shop);
    faults.dropPushRate = 1;
    platform.feed.tell([confirmed("261120-4")]);
    Object.assign(faults, { dropPushRate: 0, duplicateRate: 1 });
    platform.feed.tell([confirmed("261120-5")]);
    await expect.poll(() => heard.length).toBe(2);
    expect(new Set(heard.map((message) => message.dedupeKey)).size).toBe(1);
  });
});
