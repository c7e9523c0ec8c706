import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { wechatChannelsAdapter } from "@/lib/channels/adapters/wechat-channels/adapter";
import { channelsDetail } from "@/lib/channels/adapters/wechat-channels/fixtures";
import { wechatPayAdapter } from "@/lib/channels/adapters/wechat-pay/adapter";
import { wxaOrder } from "@/lib/channels/adapters/wechat-pay/fixtures";
import type { ChannelAdapter, Shipment, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startWechatPlatform, type WechatPlatform } from "@/lib/sandbox/servers/wechat-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = new Date("2026-11-20T03:00:00Z");
const SECOND = Math.floor(T0.getTime() / 1000);
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const books = { channels: testOrderBook(), mini: testOrderBook() };
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: WechatPlatform;
let channels: ShopAccess;
let mini: ShopAccess;

beforeEach(async () => {
  books.channels.clear();
  books.mini.clear();
  Object.assign(faults, NO_FAULTS);
  const apps = [
    { appId: "wx-channels", appSecret: "secret-c", accessToken: "token-c", book: books.channels.book },
    { appId: "wx-mini", appSecret: "secret-m", accessToken: "token-m", mchid: "1900000001", book: books.mini.book },
  ];
  platform = await startWechatPlatform({ apps, faults });
  channels = shopAccess({ apiBaseUrl: platform.url, appKey: "wx-channels", appSecret: "secret-c", accessToken: "token-c" });
  const credentials = { mchid: "1900000001", consignor_contact: "138****8000" };
  mini = shopAccess({ apiBaseUrl: platform.url, appKey: "wx-mini", appSecret: "secret-m", accessToken: "token-m", credentials });
});
afterEach(() => platform.close());

const sell = (orderId: string, seconds: number, change: Partial<Parameters<typeof channelsDetail>[0]> = {}) => {
  const line = { productId: "1001", skuId: "2002", skuCode: "K-1", title: "水壶", quantity: 2, price: 1999 };
  const detail = channelsDetail({ orderId, status: 20, createTime: SECOND, updateTime: SECOND + seconds, lines: [line], ...change });
  books.channels.put({ externalId: orderId, modifiedAt: at(seconds), detail });
};
const pay = (tradeNo: string, seconds: number, change: Partial<Parameters<typeof wxaOrder>[0]> = {}) => {
  const payTime = SECOND + seconds;
  const detail = wxaOrder({ tradeNo, state: 1, createTime: payTime, payTime, paid: 916, description: "保温杯*1", openid: "o-1", ...change });
  books.mini.put({ externalId: tradeNo, modifiedAt: at(seconds), detail });
};
const fetch = (adapter: ChannelAdapter, shop: ShopAccess, externalId: string) => adapter.fetchDetail({ shop, externalId, now: new Date() });
const shipment = (externalId: string, change: Partial<Shipment> = {}): Shipment => ({
  externalId,
  carrier: "zhongtong",
  trackingNumber: "7510001",
  shippedAt: T0,
  lines: null,
  complete: true,
  earlier: [],
  replaces: null,
  ...change,
});
const ship = (adapter: ChannelAdapter, shop: ShopAccess, told: Shipment) => {
  if (!adapter.writeBack) throw new Error("The adapter tells no shipments.");
  return adapter.writeBack.sendShipment({ shop, shipment: told, now: new Date("2026-11-20T04:00:00.120Z") });
};

describe("one order", () => {
  test("of the Channels shop and of the mini-program is fetched by its number", async () => {
    sell("3705115058471208928", 0);
    pay("M-1", 0);
    expect(await fetch(wechatChannelsAdapter, channels, "3705115058471208928")).toMatchObject({
      ok: true,
      detail: { order_id: "3705115058471208928" },
    });
    expect(await fetch(wechatPayAdapter, mini, "M-1")).toMatchObject({ ok: true, detail: { merchant_trade_no: "M-1" } });
  });

  test.each<[string, Partial<ShopAccess>, string]>([
    ["an old token", { accessToken: "gone" }, "token_expired"],
    ["no token yet", { accessToken: "" }, "token_expired"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s the failure says what to do about it", async (_words, change, kind) => {
    sell("1", 0);
    expect(await fetch(wechatChannelsAdapter, { ...channels, ...change }, "1")).toMatchObject({ ok: false, kind });
  });

  test.each<[string, Partial<SandboxFaults>, string]>([
    ["fails", { serverErrorRate: 1 }, "retryable"],
    ["is called too often", { throttleRate: 1 }, "throttled"],
    ["answers half of its JSON", { malformedRate: 1 }, "retryable"],
    ["ends every token", { expiredToken: true }, "token_expired"],
  ])("while WeChat %s the failure is one that heals", async (_words, change, kind) => {
    sell("1", 0);
    Object.assign(faults, change);
    expect(await fetch(wechatChannelsAdapter, channels, "1")).toMatchObject({ ok: false, kind });
  });

  test("that nobody knows is not found", async () => {
    expect(await fetch(wechatChannelsAdapter, channels, "9")).toMatchObject({ ok: false, kind: "not_found" });
    expect(await fetch(wechatPayAdapter, mini, "9")).toMatchObject({ ok: false, kind: "not_found" });
  });
});

describe("the access token", () => {
  const refresh = (shop: ShopAccess) => wechatChannelsAdapter.refreshAccess?.({ shop, now: T0 });

  test("is asked for by appid and secret, and told with its end", async () => {
    const token = await refresh({ ...channels, accessToken: "" });
    expect(token).toMatchObject({ ok: true, expiresAt: new Date(T0.getTime() + 7_200_000) });
  });

  test("that WeChat calls invalid yet hands out again is renewed by force", async () => {
    const token = await refresh(channels);
    expect(token).toMatchObject({ ok: true });
    expect(token?.ok && token.accessToken).not.toBe(channels.accessToken);
    sell("1", 0);
    expect(await fetch(wechatChannelsAdapter, { ...channels, accessToken: token?.ok ? token.accessToken : "" }, "1")).toMatchObject({ ok: true });
  });

  test("with another secret is a person's to put right", async () => {
    expect(await refresh({ ...channels, appSecret: "x" })).toMatchObject({ ok: false, kind: "shop_setup" });
  });
});

describe("what changed", () => {
  const window = { from: T0, to: at(600) };

  test("in the Channels shop comes as numbers, page by page, both edges of the window half-open", async () => {
    for (let index = 0; index < 250; index++) sell(String(1000 + index), index);
    sell("early", -1);
    sell("late", 600);
    const pull = wechatChannelsAdapter.pull;
    if (!pull) throw new Error("The adapter pulls nothing.");
    const { orders, calls } = await walkPull({ pull, shop: channels, window, now: at(700) });
    expect(calls).toBe(3);
    expect(orders).toHaveLength(250);
    expect(new Set(orders.map((order) => order.externalId)).size).toBe(250);
    expect(orders[0]).toEqual({ externalId: "1000", modifiedAt: null, detail: null });
  });

  test("in the mini-program comes whole, by the time of payment", async () => {
    for (let index = 0; index < 120; index++) pay(`M-${index}`, index);
    pay("M-late", 600);
    const pull = wechatPayAdapter.pull;
    if (!pull) throw new Error("The adapter pulls nothing.");
    const { orders } = await walkPull({ pull, shop: mini, window, now: at(700) });
    expect(orders).toHaveLength(120);
    expect(orders[0]).toMatchObject({ externalId: "M-0", modifiedAt: null, detail: { paid_amount: 916 } });
  });

  test("in a window of seven days is within the platform's limit", async () => {
    const limit = wechatChannelsAdapter.pull?.maxWindowMs ?? 0;
    const wide = { from: new Date(at(0).getTime() + 1), to: new Date(at(0).getTime() + limit) };
    expect(await wechatChannelsAdapter.pull?.listChanged({ shop: channels, window: wide, cursor: null, now: at(0) })).toMatchObject({ ok: true });
  });
});

describe("a parcel told to the Channels shop", () => {
  test("names WeChat's carrier and every unit that did not come back", async () => {
    const line = { productId: "1001", skuId: "2002", skuCode: "K-1", title: "水壶", quantity: 5, price: 1999, afterSaleDone: 2 };
    sell("1", 0, { lines: [line] });
    expect(await ship(wechatChannelsAdapter, channels, shipment("1", { carrier: "yunda" }))).toEqual({ ok: true });
    expect(books.channels.shipments).toEqual([
      { externalId: "1", carrier: "YUNDA", trackingNumber: "7510001", lines: [{ externalLineId: "1001:2002", quantity: 3 }], replaces: false },
    ]);
  });

  test("names the product and SKU of each line of a part", async () => {
    sell("1", 0);
    const lines = [
      { externalLineId: "1001:2002-2", quantity: 1 },
      { externalLineId: "1001:2003#open", quantity: 2 },
    ];
    await ship(wechatChannelsAdapter, channels, shipment("1", { lines }));
    expect(books.channels.shipments[0]?.lines).toEqual([
      { externalLineId: "1001:2002", quantity: 1 },
      { externalLineId: "1001:2003", quantity: 2 },
    ]);
  });

  test("in place of another goes to the correction", async () => {
    sell("1", 0);
    const replaces = { carrier: "zhongtong", trackingNumber: "7510000" };
    await ship(wechatChannelsAdapter, channels, shipment("1", { earlier: [replaces], replaces }));
    expect(books.channels.shipments[0]).toMatchObject({ replaces: true });
  });

  test("that is refused because it was told before counts as told; any other refusal stands", async () => {
    sell("1", 0, { parcels: [{ deliveryId: "ZTO", waybillId: "7510001", deliveryTime: SECOND }] });
    books.channels.state.refuse = "订单已发货";
    expect(await ship(wechatChannelsAdapter, channels, shipment("1"))).toEqual({ ok: true });
    expect(await ship(wechatChannelsAdapter, channels, shipment("1", { trackingNumber: "7510002" }))).toMatchObject({
      ok: false,
      kind: "refused",
      reason: "WeChat answered 10020053 订单已发货.",
    });
  });

  test("by a carrier WeChat has no word for is refused before it is told", async () => {
    expect(await ship(wechatChannelsAdapter, channels, shipment("1", { carrier: "pigeon" }))).toMatchObject({ ok: false, kind: "refused" });
  });

  test("and a note reach the order", async () => {
    const note = { shop: channels, externalId: "1", note: "已换新包装", now: T0 };
    expect(await wechatChannelsAdapter.writeBack?.sendNote?.(note)).toEqual({ ok: true });
    expect(books.channels.notes).toEqual([{ externalId: "1", note: "已换新包装" }]);
  });
});

describe("a parcel told to order shipping management", () => {
  test("goes with the payer and the words for the goods", async () => {
    pay("M-1", 0);
    expect(await ship(wechatPayAdapter, mini, shipment("M-1", { carrier: "yunda" }))).toEqual({ ok: true });
    expect(books.mini.shipments).toEqual([{ externalId: "M-1", carrier: "YD", trackingNumber: "7510001", lines: null, replaces: false }]);
  });

  test("repeats the parcels told before it, without the one it replaces", async () => {
    pay("M-1", 0);
    const earlier = [
      { carrier: "zhongtong", trackingNumber: "1" },
      { carrier: "yuantong", trackingNumber: "2" },
    ];
    await ship(wechatPayAdapter, mini, shipment("M-1", { earlier, replaces: earlier[0] ?? null }));
    expect(books.mini.shipments.map((one) => one.trackingNumber)).toEqual(["2", "7510001"]);
  });

  test("by SF needs the sender's masked phone", async () => {
    pay("M-1", 0);
    expect(await ship(wechatPayAdapter, mini, shipment("M-1", { carrier: "shunfeng" }))).toEqual({ ok: true });
    const without = { ...mini, credentials: { mchid: "1900000001" } };
    expect(await ship(wechatPayAdapter, without, shipment("M-1", { carrier: "shunfeng" }))).toMatchObject({ ok: false, kind: "shop_setup" });
  });

  test("of an order WeChat does not know is not found", async () => {
    expect(await ship(wechatPayAdapter, mini, shipment("M-9"))).toMatchObject({ ok: false, kind: "not_found" });
  });

  test("keeps to WeChat's limits: 15 parcels, told anew once", () => {
    expect(wechatPayAdapter.writeBack).toMatchObject({ mostParcels: 15, mostReshipments: 1, sendNote: null });
  });
});
