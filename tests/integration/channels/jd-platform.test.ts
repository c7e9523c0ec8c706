import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { jdAdapter } from "@/lib/channels/adapters/jd/adapter";
import { type JdOrderInput, jdOrder } from "@/lib/channels/adapters/jd/fixtures";
import type { Shipment, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { type JdPlatform, startJdPlatform } from "@/lib/sandbox/servers/jd-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = new Date("2026-11-20T03:00:00Z");
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: JdPlatform;
let shop: ShopAccess;

beforeAll(async () => {
  const { appKey, appSecret, accessToken, refreshToken } = shopAccess();
  platform = await startJdPlatform({ apps: [{ appKey, appSecret, accessToken, refreshToken, book: books.book }], faults });
});
beforeEach(() => {
  books.clear();
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ apiBaseUrl: platform.url });
});
afterAll(() => platform.close());

const sell = (orderId: string, seconds: number, change: Partial<JdOrderInput> = {}) => {
  const modified = at(seconds);
  const items = [{ skuId: "10054887000001", sku: "CUP", title: "保温杯", quantity: 1, price: 5990 }];
  const detail = jdOrder({ orderId, state: "WAIT_SELLER_STOCK_OUT", started: T0, paid: T0, modified, items, ...change });
  books.put({ externalId: orderId, modifiedAt: modified, detail });
};
const fetchDetail = (externalId: string, access = shop, now = new Date()) => jdAdapter.fetchDetail({ shop: access, externalId, now });

describe("one order", () => {
  test("is fetched with a signature that the gateway recomputes", async () => {
    sell("3010001", 0);
    expect(await fetchDetail("3010001")).toMatchObject({ ok: true, detail: { orderId: "3010001" } });
  });

  test.each<[string, Partial<ShopAccess>, string]>([
    ["a wrong secret", { appSecret: "another" }, "shop_setup"],
    ["an unknown application", { appKey: "1" }, "shop_setup"],
    ["an old token", { accessToken: "gone" }, "token_expired"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s the failure says what to do about it", async (_words, change, kind) => {
    sell("3010001", 0);
    expect(await fetchDetail("3010001", { ...shop, ...change })).toMatchObject({ ok: false, kind });
  });

  test("that the platform does not know is not found", async () => {
    expect(await fetchDetail("404")).toMatchObject({ ok: false, kind: "not_found" });
  });

  test.each<[Partial<SandboxFaults>, string]>([
    [{ serverErrorRate: 1 }, "retryable"],
    [{ throttleRate: 1 }, "throttled"],
    [{ malformedRate: 1 }, "retryable"],
    [{ expiredToken: true }, "token_expired"],
    [{ clockSkewMs: 3_600_000 }, "retryable"],
  ])("while the platform has %j fails so that waiting or a new token heals it", async (fault, kind) => {
    sell("3010001", 0);
    Object.assign(faults, fault);
    expect(await fetchDetail("3010001")).toMatchObject({ ok: false, kind });
  });
});

describe("a pull", () => {
  const window = { from: T0, to: at(3600) };
  const pull = jdAdapter.pull;
  if (!pull) throw new Error("JD has no pull.");

  test("walks the pages of a window and brings whole orders", async () => {
    for (let n = 0; n < 120; n++) sell(`301${n}`, n);
    const { orders, calls, total } = await walkPull({ pull, shop, window, now: new Date() });
    expect([new Set(orders.map((order) => order.externalId)).size, calls, total]).toEqual([120, 4, 120]);
    expect(orders.every((order) => order.detail !== null && order.modifiedAt !== null)).toBe(true);
  });

  test("misses nothing while orders change under it, because it walks from the last page to the first", async () => {
    for (let n = 0; n < 120; n++) sell(`301${n}`, n);
    let changed = 0;
    const between = () => {
      for (let i = 0; i < 7; i++) sell(`301${119 - changed++}`, 7200);
    };
    const { orders } = await walkPull({ pull, shop, window, now: new Date(), between });
    const seen = new Set(orders.map((order) => order.externalId));
    for (let n = 0; n < 120 - changed; n++) expect(seen, `301${n}`).toContain(`301${n}`);
  });

  test("of an empty window is one call", async () => {
    expect(await walkPull({ pull, shop, window, now: new Date() })).toEqual({ orders: [], calls: 1, total: 0 });
  });

  test("leaves what changed at the window's end to the next one", async () => {
    sell("3010001", 0);
    sell("3010002", 3600);
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders.map((order) => order.externalId)).toEqual(["3010001"]);
  });

  test("only names an order whose listed content lacks its lines", async () => {
    sell("3010001", 5, { items: [] });
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders).toEqual([{ externalId: "3010001", modifiedAt: at(5), detail: null }]);
  });

  test("of its longest window stays within the platform's month, and a longer one is refused by it", async () => {
    const odd = new Date(T0.getTime() + 999);
    const until = (ms: number) => ({ from: odd, to: new Date(odd.getTime() + ms) });
    expect(await walkPull({ pull, shop, window: until(pull.maxWindowMs), now: new Date() })).toMatchObject({ orders: [] });
    expect(await pull.listChanged({ shop, window: until(40 * 86_400_000), cursor: null, now: new Date() })).toMatchObject({
      ok: false,
      kind: "refused",
      reason: expect.stringContaining("一个月"),
    });
  });
});

describe("telling the platform", () => {
  const writeBack = jdAdapter.writeBack;
  if (!writeBack) throw new Error("JD has no write-back.");
  const first = { carrier: "zhongtong", trackingNumber: "7530001" };
  const send = (change: Partial<Shipment> = {}) => {
    const shipment: Shipment = {
      externalId: "3010001",
      ...first,
      shippedAt: T0,
      lines: null,
      complete: true,
      earlier: [],
      replaces: null,
      ...change,
    };
    return writeBack.sendShipment({ shop, shipment, now: new Date() });
  };

  test("a parcel, a second one and a replacement are told as the whole list, with JD's carrier ids", async () => {
    sell("3010001", 0);
    expect(await send()).toEqual({ ok: true });
    sell("3010001", 1, { waybill: "7530001", logisticsId: "1499" });
    expect(await send({ carrier: "shunfeng", trackingNumber: "SF1", earlier: [first] })).toEqual({ ok: true });
    expect(await send({ carrier: "yunda", trackingNumber: "43001", earlier: [first], replaces: first })).toEqual({ ok: true });
    const told = { externalId: "3010001", lines: null };
    expect(books.shipments).toEqual([
      { ...told, carrier: "1499", trackingNumber: "7530001", replaces: false },
      { ...told, carrier: "467", trackingNumber: "SF1", replaces: false },
      { ...told, carrier: "1327", trackingNumber: "43001", replaces: true },
    ]);
  });

  test("a repeat whose first answer was lost counts as told; another number is refused", async () => {
    sell("3010001", 0, { waybill: "7530001", logisticsId: "1499", state: "WAIT_GOODS_RECEIVE_CONFIRM" });
    expect(await send()).toEqual({ ok: true });
    books.state.refuse = "订单已出库";
    expect(await send({ trackingNumber: "7530002" })).toMatchObject({ ok: false, kind: "refused", reason: expect.stringContaining("订单已出库") });
    expect(books.shipments).toEqual([]);
  });

  test("a carrier JD does not know stops with a sentence, an unknown order is not found", async () => {
    expect(await send({ carrier: "yimidida" })).toEqual({
      ok: false,
      kind: "refused",
      reason: 'JD has no carrier that we know as "yimidida".',
    });
    expect(await send({ externalId: "404" })).toMatchObject({ ok: false, kind: "not_found" });
  });

  test("a remark goes to the order", async () => {
    sell("3010001", 0);
    expect(await writeBack.sendNote?.({ shop, externalId: "3010001", note: "换成礼盒", now: new Date() })).toEqual({ ok: true });
    expect(books.notes).toEqual([{ externalId: "3010001", note: "换成礼盒" }]);
    expect(await writeBack.sendNote?.({ shop, externalId: "404", note: "x", now: new Date() })).toMatchObject({ ok: false, kind: "not_found" });
  });
});

test("a token that expired is renewed once, and the new one holds", async () => {
  sell("3010001", 0);
  faults.expiredToken = true;
  const renewed = await jdAdapter.refreshAccess?.({ shop, now: new Date() });
  if (!renewed?.ok) throw new Error(renewed?.reason);
  expect(renewed.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  const again = { ...shop, accessToken: renewed.accessToken, refreshToken: renewed.refreshToken };
  expect(await fetchDetail("3010001", again)).toMatchObject({ ok: true });
  for (const change of [{}, { refreshToken: "" }, { appSecret: "another" }]) {
    expect(await jdAdapter.refreshAccess?.({ shop: { ...shop, ...change }, now: new Date() })).toMatchObject({ ok: false, kind: "shop_setup" });
  }
});

test("a webhook call is refused with the reason that JD pushes nothing", () => {
  const push = { shop, method: "POST" as const, query: {}, headers: {}, rawBody: new Uint8Array(), now: new Date() };
  expect(jdAdapter.readPush(push)).toEqual({ kind: "refused", reason: "JD pushes nothing: its orders are pulled by modified time" });
});
