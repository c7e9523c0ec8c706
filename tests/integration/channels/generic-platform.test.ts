import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { genericAdapter } from "@/lib/channels/adapters/generic/adapter";
import { genericOrder } from "@/lib/channels/adapters/generic/fixtures";
import { genericCallSign } from "@/lib/channels/adapters/generic/signature";
import type { ShopAccess } from "@/lib/channels/core/channel-adapter";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startGenericPlatform } from "@/lib/sandbox/servers/generic-platform";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { walkPull } from "../../support/walk-pull";

const T0 = Date.parse("2026-11-20T01:00:00Z");
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let platform: Awaited<ReturnType<typeof startGenericPlatform>>;
let shop: ShopAccess;

beforeAll(async () => {
  const { appKey, appSecret } = shopAccess();
  platform = await startGenericPlatform({ apps: [{ appKey, appSecret, book: books.book }], faults });
});
beforeEach(() => {
  books.clear();
  Object.assign(faults, NO_FAULTS);
  shop = shopAccess({ apiBaseUrl: platform.url });
});
afterAll(() => platform.close());

const sell = (external_id: string, second: number) => {
  const modifiedAt = new Date(T0 + second * 1000);
  books.put({ externalId: external_id, modifiedAt, detail: genericOrder({ external_id, modified_at: modifiedAt.toISOString() }) });
};
const fetchDetail = (externalId: string, access = shop) => genericAdapter.fetchDetail({ shop: access, externalId, now: new Date() });

test("the example of the documentation is signed as the documentation says", () => {
  const path = "/api/orders?modified_from=2026-11-20T01%3A00%3A00.000Z&modified_to=2026-11-20T02%3A00%3A00.000Z&limit=100";
  const signed = genericCallSign({ secret: "shop-secret", timestamp: "1795137600", method: "GET", path, body: "" });
  expect(signed).toBe("8a3f81c29b2e06935ab9194f99784b27fde94cde634d7a6a513ca6544c5910d9");
});

describe("a pull", () => {
  const window = { from: new Date(T0), to: new Date(T0 + 3_600_000) };
  const pull = genericAdapter.pull;
  if (!pull) throw new Error("A shop of this kind has no pull.");

  test("walks the cursor through a window, orders of one instant included, and brings canonical orders", async () => {
    for (let n = 0; n < 230; n++) sell(`O-${n}`, Math.floor(n / 50));
    const { orders, calls, total } = await walkPull({ pull, shop, window, now: new Date() });
    expect([orders.length, new Set(orders.map((order) => order.externalId)).size, calls, total]).toEqual([230, 230, 3, 230]);
    const mapping = genericAdapter.toIncoming({ detail: orders[0]?.detail, shopCode: "own" });
    expect(mapping.ok && parseIncoming(mapping.mapped.order, 0)).toMatchObject({ ok: true });
  });

  test("takes the start of a window and leaves its end to the next", async () => {
    sell("first", 0);
    sell("last", 3_600);
    const { orders } = await walkPull({ pull, shop, window, now: new Date() });
    expect(orders.map((order) => [order.externalId, order.modifiedAt])).toEqual([["first", window.from]]);
  });
});

test("parcels are told with their lines and with what they replace", async () => {
  const shipment = {
    externalId: "O-1",
    carrier: "zhongtong",
    trackingNumber: "7530",
    shippedAt: new Date(T0),
    lines: null,
    complete: true,
    earlier: [],
    replaces: null,
  };
  const send = (change: Record<string, unknown>) =>
    genericAdapter.writeBack?.sendShipment({ shop, shipment: { ...shipment, ...change }, now: new Date() });
  expect(await send({})).toEqual({ ok: true });
  expect(await send({ trackingNumber: "7531", lines: [{ externalLineId: "1", quantity: 2 }] })).toEqual({ ok: true });
  expect(await send({ trackingNumber: "7532", replaces: { carrier: "zhongtong", trackingNumber: "7530" } })).toEqual({ ok: true });
  expect(books.shipments).toEqual([
    { externalId: "O-1", carrier: "zhongtong", trackingNumber: "7530", lines: null, replaces: false },
    { externalId: "O-1", carrier: "zhongtong", trackingNumber: "7531", lines: [{ externalLineId: "1", quantity: 2 }], replaces: false },
    { externalId: "O-1", carrier: "zhongtong", trackingNumber: "7532", lines: null, replaces: true },
  ]);
  books.state.refuse = "the order is cancelled";
  expect(await send({ trackingNumber: "7533" })).toEqual({
    ok: false,
    kind: "refused",
    reason: "The shop answered HTTP 422: the order is cancelled.",
  });
});

describe("a call that fails says what to do about it", () => {
  test.each<[string, Partial<ShopAccess>, string]>([
    ["a wrong secret", { appSecret: "another" }, "shop_setup"],
    ["an unknown key", { appKey: "1" }, "shop_setup"],
    ["no address", { apiBaseUrl: "" }, "shop_setup"],
    ["nobody listening", { apiBaseUrl: "http://127.0.0.1:9" }, "retryable"],
  ])("with %s", async (_words, change, kind) => {
    sell("O-1", 0);
    expect(await fetchDetail("O-1", { ...shop, ...change })).toMatchObject({ ok: false, kind });
  });

  test.each<[Partial<SandboxFaults>, string]>([
    [{ serverErrorRate: 1 }, "retryable"],
    [{ throttleRate: 1 }, "throttled"],
    [{ malformedRate: 1 }, "retryable"],
    [{ clockSkewMs: 3_600_000 }, "shop_setup"],
  ])("while the shop has %j", async (fault, kind) => {
    sell("O-1", 0);
    Object.assign(faults, fault);
    expect(await fetchDetail("O-1")).toMatchObject({ ok: false, kind });
  });

  test("of an order the shop does not know", async () => {
    expect(await fetchDetail("O/?1")).toMatchObject({ ok: false, kind: "not_found" });
    sell("O/?1", 0);
    expect(await fetchDetail("O/?1")).toMatchObject({ ok: true, detail: { external_id: "O/?1" } });
  });
});
