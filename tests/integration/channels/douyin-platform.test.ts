import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { douyinAdapter } from "@/lib/channels/adapters/douyin/adapter";
import { douyinFailure } from "@/lib/channels/adapters/douyin/failure";
import { douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import type { Shipment, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { type Platform, startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = 1_795_000_000;
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: Platform;
let shop: ShopAccess;

beforeAll(async () => {
  const { appKey, appSecret, accessToken, refreshToken } = shopAccess();
  platform = await startDouyinPlatform({ apps: [{ appKey, appSecret, accessToken, refreshToken, ...books.book }], faults });
});
beforeEach(() => {
  books.clear();
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ apiBaseUrl: platform.url });
});
afterAll(() => platform.close());

const detailOf = (orderId: string, change: Partial<Parameters<typeof douyinDetail>[0]> = {}) =>
  douyinDetail({
    orderId,
    orderStatus: 2,
    createTime: T0,
    payTime: T0,
    updateTime: T0,
    receiver: { name: "许晴川", phone: "13711110000", address: "凤起路 2 号" },
    place: { province: "浙江省", city: "杭州市", district: "拱墅区" },
    lines: [{ orderId, sku: "K-1", title: "水壶", quantity: 1, price: 1999 }],
    ...change,
  });
const sell = (orderId: string, second: number, change: Record<string, unknown> = {}) =>
  books.put({
    externalId: orderId,
    modifiedAt: new Date((T0 + second) * 1000),
    detail: { ...detailOf(orderId, { updateTime: T0 + second }), ...change },
  });
const idOf = (n: number) => `69179500000${String(n).padStart(8, "0")}`;
const fetchDetail = (externalId: string, access = shop, now = new Date()) => douyinAdapter.fetchDetail({ shop: access, externalId, now });

describe("a pull", () => {
  const window = { from: new Date(T0 * 1000), to: new Date((T0 + 3_600) * 1000) };
  const pull = douyinAdapter.pull;
  if (!pull) throw new Error("Douyin has no pull.");

  test("walks the pages of a window and brings whole orders with their ids whole", async () => {
    for (let n = 0; n < 230; n++) sell(idOf(n), n);
    const { orders, calls, total } = await walkPull({ pull, shop, window, now: new Date() });
    expect([new Set(orders.map((order) => order.externalId)).size, calls, total]).toEqual([230, 4, 230]);
    const first = orders.find((order) => order.externalId === idOf(0));
    expect(first).toEqual({ externalId: idOf(0), modifiedAt: window.from, detail: detailOf(idOf(0)) });
  });

  test("misses nothing while orders change under it", async () => {
    for (let n = 0; n < 230; n++) sell(idOf(n), n);
    let changed = 0;
    const between = () => {
      for (let i = 0; i < 9; i++) sell(idOf(229 - changed++), 7_200);
    };
    const { orders } = await walkPull({ pull, shop, window, now: new Date(), between });
    const seen = new Set(orders.map((order) => order.externalId));
    for (let n = 0; n < 230 - changed; n++) expect(seen).toContain(idOf(n));
  });

  test("only names an order that cannot be read from the list", async () => {
    sell(idOf(1), 5, { sku_order_list: [] });
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders).toEqual([{ externalId: idOf(1), modifiedAt: null, detail: null }]);
  });
});

describe("telling the platform", () => {
  const writeBack = douyinAdapter.writeBack;
  if (!writeBack) throw new Error("Douyin has no write-back.");
  const send = (change: Partial<Shipment> = {}) => {
    const whole: Shipment = {
      externalId: idOf(1),
      carrier: "zhongtong",
      trackingNumber: "7530",
      shippedAt: new Date(),
      lines: null,
      complete: true,
      earlier: [],
      replaces: null,
    };
    return writeBack.sendShipment({ shop, shipment: { ...whole, ...change }, now: new Date() });
  };

  test("a whole order, some of its lines and a replacement each go their own way", async () => {
    const first = { carrier: "zhongtong", trackingNumber: "7530" };
    expect(await send()).toEqual({ ok: true });
    expect(await send({ trackingNumber: "SF1", carrier: "shunfeng", lines: [{ externalLineId: "12", quantity: 2 }] })).toEqual({ ok: true });
    expect(await send({ trackingNumber: "7531", earlier: [first], replaces: first })).toEqual({ ok: true });
    expect(books.shipments).toEqual([
      { externalId: idOf(1), carrier: "zhongtong", trackingNumber: "7530", lines: null, replaces: false },
      { externalId: idOf(1), carrier: "shunfeng", trackingNumber: "SF1", lines: [{ externalLineId: "12", quantity: 2 }], replaces: false },
      { externalId: idOf(1), carrier: "zhongtong", trackingNumber: "7531", lines: null, replaces: true },
    ]);
  });

  test("a carrier nobody knows stops with a sentence", async () => {
    expect(await send({ carrier: "pigeon" })).toMatchObject({ ok: false, kind: "refused", reason: expect.stringContaining("pigeon") });
  });

  test("a refusal counts as told only where the order already holds the number", async () => {
    books.state.refuse = "订单已发货";
    const parcels = [{ company: "zhongtong", companyName: "中通", trackingNumber: "7530", shipTime: T0 }];
    books.put({ externalId: idOf(1), modifiedAt: new Date(), detail: detailOf(idOf(1), { orderStatus: 3, parcels }) });
    expect(await send()).toEqual({ ok: true });
    expect(await send({ trackingNumber: "9999" })).toMatchObject({ ok: false, kind: "refused", reason: expect.stringContaining("订单已发货") });
  });

  test("a remark goes to the order", async () => {
    expect(await writeBack.sendNote?.({ shop, externalId: idOf(1), note: "换成礼盒", now: new Date() })).toEqual({ ok: true });
    expect(books.notes).toEqual([{ externalId: idOf(1), note: "换成礼盒" }]);
  });
});

describe("a call that fails says what to do about it", () => {
  test.each<[Partial<SandboxFaults>, string]>([
    [{ serverErrorRate: 1 }, "retryable"],
    [{ throttleRate: 1 }, "throttled"],
    [{ malformedRate: 1 }, "retryable"],
    [{ expiredToken: true }, "token_expired"],
    [{ clockSkewMs: 3_600_000 }, "retryable"],
  ])("while the platform has %j", async (fault, kind) => {
    sell(idOf(1), 0);
    Object.assign(faults, fault);
    expect(await fetchDetail(idOf(1))).toMatchObject({ ok: false, kind });
  });

  test.each<[string, Partial<ShopAccess>, string]>([
    ["a wrong secret", { appSecret: "another" }, "shop_setup"],
    ["an unknown application", { appKey: "1" }, "shop_setup"],
    ["an old token", { accessToken: "gone" }, "token_expired"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s", async (_words, change, kind) => {
    sell(idOf(1), 0);
    expect(await fetchDetail(idOf(1), { ...shop, ...change })).toMatchObject({ ok: false, kind });
  });

  test("of an order the platform does not know", async () => {
    expect(await fetchDetail("1")).toMatchObject({ ok: false, kind: "not_found" });
  });

  test.each([
    [30_001, "isv.access-token-no-existed", "access_token不存在", "token_expired"],
    [40_003, "isv.parameter-invalid", "参数校验失败", "shop_setup"],
    [50_002, "isv.business-failed:60134", "发货地址不合法", "refused"],
    [80_000, "isp.top-remote-unknown", "", "throttled"],
    [20_000, "isp.service-error", "系统错误", "retryable"],
  ])("answer %s %s %s", (code, sub_code, message, kind) => {
    expect(douyinFailure({ code, sub_code, message }).kind).toBe(kind);
  });
});

test("a token that expired is renewed once, and the new one holds", async () => {
  sell(idOf(1), 0);
  faults.expiredToken = true;
  const renewed = await douyinAdapter.refreshAccess?.({ shop, now: new Date() });
  if (!renewed?.ok) throw new Error(renewed?.reason);
  expect(await fetchDetail(idOf(1), { ...shop, accessToken: renewed.accessToken })).toMatchObject({ ok: true });
  expect(await douyinAdapter.refreshAccess?.({ shop, now: new Date() })).toMatchObject({ ok: false });
  expect(await douyinAdapter.refreshAccess?.({ shop: { ...shop, refreshToken: "" }, now: new Date() })).toMatchObject({ kind: "shop_setup" });
});

test.each("100 101 102 103 104 105 106 108 109 110 111 112 113 126 200 201 202 203 204 205 206 207 208 209 211 212 218 224 225 226 227".split(" "))(
  "a push of tag %s leads to its order's detail, whatever it says of the order",
  (tag) => {
    const data = JSON.stringify({ p_id: idOf(1), order_status: 2, pay_amount: 1 });
    expect(douyinAdapter.interpret({ tag, data })).toEqual({ kind: "order_changed", externalId: idOf(1) });
  },
);
