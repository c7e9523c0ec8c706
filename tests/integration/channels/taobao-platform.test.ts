import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import { type TaobaoTradeInput, taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import type { Shipment, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startTaobaoPlatform, type TaobaoPlatform } from "@/lib/sandbox/servers/taobao-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = new Date("2026-11-20T03:00:00Z");
const at = (seconds: number) => new Date(T0.getTime() + seconds * 1000);
const tid = (n: number) => String(2_918_463_734_761_365_258n + BigInt(n));
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: TaobaoPlatform;
let shop: ShopAccess;

beforeAll(async () => {
  const { appKey, appSecret, accessToken, refreshToken } = shopAccess();
  platform = await startTaobaoPlatform({ apps: [{ appKey, appSecret, accessToken, refreshToken, sellerId: "9001", book: books.book }], faults });
});
beforeEach(() => {
  books.clear();
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ apiBaseUrl: platform.url });
});
afterAll(() => platform.close());

const sell = (n: number, seconds = n, change: Partial<TaobaoTradeInput> = {}) => {
  const modified = at(seconds);
  const lines = [{ oid: `${tid(n)}1`, sku: "CUP", title: "保温杯", quantity: 2, price: 5990 }];
  const detail = taobaoTrade({ tid: tid(n), status: "WAIT_SELLER_SEND_GOODS", created: T0, paid: T0, modified, lines, ...change });
  books.put({ externalId: tid(n), modifiedAt: modified, detail });
};
const fetchDetail = (externalId: string, access = shop, now = new Date()) => taobaoAdapter.fetchDetail({ shop: access, externalId, now });

describe("one trade", () => {
  test("is fetched with a signature that the router recomputes, and its id keeps every digit", async () => {
    sell(1);
    const found = await fetchDetail(tid(1));
    expect(found).toMatchObject({ ok: true, detail: { tid: tid(1) } });
    const mapping = taobaoAdapter.toIncoming({ detail: found.ok && found.detail, shopCode: "s" });
    expect(mapping).toMatchObject({ ok: true, mapped: { order: { external_id: tid(1) } } });
  });

  test.each<[string, Partial<ShopAccess>, string]>([
    ["a wrong secret", { appSecret: "another" }, "shop_setup"],
    ["an unknown application", { appKey: "1" }, "shop_setup"],
    ["no token", { accessToken: "" }, "shop_setup"],
    ["an old token", { accessToken: "gone" }, "token_expired"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s the failure says what to do about it", async (_words, change, kind) => {
    sell(1);
    expect(await fetchDetail(tid(1), { ...shop, ...change })).toMatchObject({ ok: false, kind });
  });

  test("that the platform does not know is not found", async () => {
    expect(await fetchDetail(tid(404))).toMatchObject({ ok: false, kind: "not_found" });
  });

  test.each<[Partial<SandboxFaults>, Record<string, unknown>]>([
    [{ serverErrorRate: 1 }, { kind: "retryable" }],
    [{ throttleRate: 1 }, { kind: "throttled", retryAfterMs: 1000 }],
    [{ malformedRate: 1 }, { kind: "retryable" }],
    [{ expiredToken: true }, { kind: "token_expired" }],
    [{ clockSkewMs: 3_600_000 }, { kind: "retryable" }],
  ])("while the platform has %j fails so that waiting or a new token heals it", async (fault, failure) => {
    sell(1);
    Object.assign(faults, fault);
    expect(await fetchDetail(tid(1))).toMatchObject({ ok: false, ...failure });
  });
});

describe("a pull", () => {
  const window = { from: T0, to: at(3600) };
  const pull = taobaoAdapter.pull;
  if (!pull) throw new Error("Taobao has no pull.");

  test("of one page is one call, which names the trades only", async () => {
    for (let n = 0; n < 100; n++) sell(n);
    const { orders, calls } = await walkPull({ pull, shop, window, now: new Date() });
    expect([new Set(orders.map((order) => order.externalId)).size, calls]).toEqual([100, 1]);
    expect(orders).toContainEqual({ externalId: tid(7), modifiedAt: at(7), detail: null });
  });

  test("of more counts once and walks back from the last page", async () => {
    for (let n = 0; n < 250; n++) sell(n);
    const { orders, calls, total } = await walkPull({ pull, shop, window, now: new Date() });
    expect([new Set(orders.map((order) => order.externalId)).size, calls, total]).toEqual([250, 5, 250]);
  });

  test("misses nothing while trades change under it", async () => {
    for (let n = 0; n < 250; n++) sell(n);
    let changed = 0;
    const between = () => {
      for (let i = 0; i < 7; i++) sell(249 - changed++, 7200);
    };
    const { orders } = await walkPull({ pull, shop, window, now: new Date(), between });
    const seen = new Set(orders.map((order) => order.externalId));
    for (let n = 0; n < 250 - changed; n++) expect(seen, `trade ${n}`).toContain(tid(n));
  });

  test("of an empty window takes an answer without any list", async () => {
    expect(await walkPull({ pull, shop, window, now: new Date() })).toEqual({ orders: [], calls: 1, total: 0 });
  });

  test("leaves what changed at the window's end to the next one", async () => {
    sell(1, 0);
    sell(2, 3600);
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders.map((order) => order.externalId)).toEqual([tid(1)]);
  });

  test("of its longest window stays within the platform's day, and a longer one is refused by it", async () => {
    const odd = new Date(T0.getTime() + 999);
    const until = (ms: number) => ({ from: odd, to: new Date(odd.getTime() + ms) });
    expect(await walkPull({ pull, shop, window: until(pull.maxWindowMs), now: new Date() })).toMatchObject({ orders: [] });
    const tooLong = await pull.listChanged({ shop, window: until(pull.maxWindowMs + 60_000), cursor: null, now: new Date() });
    expect(tooLong).toMatchObject({ ok: false, kind: "refused" });
  });
});

describe("telling the platform", () => {
  const writeBack = taobaoAdapter.writeBack;
  if (!writeBack) throw new Error("Taobao has no write-back.");
  const first = { carrier: "zhongtong", trackingNumber: "7530001" };
  const send = (change: Partial<Shipment> = {}, access = shop) => {
    const shipment: Shipment = { externalId: tid(1), ...first, shippedAt: T0, lines: null, complete: true, earlier: [], replaces: null, ...change };
    return writeBack.sendShipment({ shop: access, shipment, now: new Date() });
  };

  test("a whole order, a part of it and a replacement each go their own way, with Taobao's company codes", async () => {
    sell(1);
    const lines = [{ externalLineId: `${tid(1)}1`, quantity: 2 }];
    expect(await send()).toEqual({ ok: true });
    expect(await send({ carrier: "shunfeng", trackingNumber: "SF1", lines }, { ...shop, credentials: { logistics: "online" } })).toEqual({
      ok: true,
    });
    expect(await send({ carrier: "yunda", trackingNumber: "43001", replaces: first })).toEqual({ ok: true });
    expect(books.shipments).toEqual([
      { externalId: tid(1), carrier: "ZTO", trackingNumber: "7530001", lines: null, replaces: false },
      { externalId: tid(1), carrier: "SF", trackingNumber: "SF1", lines, replaces: false },
      { externalId: tid(1), carrier: "YUNDA", trackingNumber: "43001", lines: null, replaces: true },
    ]);
  });

  test("a repeat whose first answer was lost counts as told; another number is refused", async () => {
    const parcel = { company: "中通快递", trackingNumber: "7530001", consigned: T0 };
    sell(1, 0, { lines: [{ oid: "1", sku: "CUP", title: "保温杯", quantity: 2, price: 5990, parcel }] });
    books.state.refuse = "订单已经发货，不能重复发货";
    expect(await send()).toEqual({ ok: true });
    expect(await send({ trackingNumber: "7530002" })).toMatchObject({ ok: false, kind: "refused", reason: expect.stringContaining("B04") });
  });

  test("a carrier Taobao does not know stops with a sentence, an unknown trade is not found", async () => {
    sell(1);
    expect(await send({ carrier: "pigeon" })).toEqual({ ok: false, kind: "refused", reason: 'Taobao has no carrier that we know as "pigeon".' });
    expect(await send({ externalId: tid(404) })).toMatchObject({ ok: false, kind: "not_found" });
  });

  test("a memo is set and cleared", async () => {
    sell(1);
    for (const note of ["换成礼盒", ""]) {
      expect(await writeBack.sendNote?.({ shop, externalId: tid(1), note, now: new Date() })).toEqual({ ok: true });
    }
    expect(books.notes).toEqual([
      { externalId: tid(1), note: "换成礼盒" },
      { externalId: tid(1), note: "" },
    ]);
  });
});

test("a token that expired is renewed once, and the new one holds", async () => {
  sell(1);
  faults.expiredToken = true;
  const renewed = await taobaoAdapter.refreshAccess?.({ shop, now: new Date() });
  if (!renewed?.ok) throw new Error(renewed?.reason);
  expect(renewed.expiresAt?.getTime()).toBeGreaterThan(Date.now());
  const again = { ...shop, accessToken: renewed.accessToken, refreshToken: renewed.refreshToken };
  expect(await fetchDetail(tid(1), again)).toMatchObject({ ok: true });
  for (const change of [{}, { refreshToken: "" }, { appSecret: "another" }]) {
    expect(await taobaoAdapter.refreshAccess?.({ shop: { ...shop, ...change }, now: new Date() })).toMatchObject({ ok: false, kind: "shop_setup" });
  }
});

test("a webhook call is refused with the reason that Taobao's messages come over TMC", () => {
  const push = { shop, method: "POST" as const, query: {}, headers: {}, rawBody: new Uint8Array(), now: new Date() };
  expect(taobaoAdapter.readPush(push)).toEqual({
    kind: "refused",
    reason: "Taobao pushes no webhooks: its messages come over TMC, which we connect to",
  });
});
