import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { wechatPayAdapter } from "@/lib/channels/adapters/wechat-pay/adapter";
import { type WxaOrderInput, wxaOrder } from "@/lib/channels/adapters/wechat-pay/fixtures";
import { applyMappedOrders } from "@/lib/channels/use-cases/apply-mapped-orders";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
/** The payment of `incomingOrder`, as WeChat's order shipping management lists it. */
const PAID = Math.floor(new Date("2026-11-24T09:01:00+08:00").getTime() / 1000);
let db: TestDatabase;
let shopId: string;

beforeAll(async () => {
  db = await createTestDatabase();
  shopId = (await testShop({ code: "mini", platform: "wechat_pay" })).id;
});
afterAll(() => db.drop());

const pulled = async (tradeNo: string, change: Partial<WxaOrderInput> = {}) => {
  const detail = wxaOrder({ tradeNo, state: 1, createTime: PAID - 60, payTime: PAID, paid: 12_800, description: "T恤*1", openid: "o-1", ...change });
  const mapping = wechatPayAdapter.toIncoming({ detail, shopCode: "mini" });
  if (!mapping.ok) throw new Error(mapping.reason);
  const [applied] = await applyMappedOrders(ctx, { shopId, orders: [mapping.mapped] });
  return applied?.outcome;
};
const told = async (tradeNo: string) => {
  const { results } = await ingestOrders(ctx, { orders: [incomingOrder({ shop: "mini", external_id: tradeNo })] });
  return results[0]?.outcome;
};
const state = async (tradeNo: string) => {
  const [order] = await rawSql()<{ id: string; status: string; flags: string[]; city: string; version: number }[]>`
    select id, status, flags, city, version from orders where external_id = ${tradeNo}`;
  const lines = await rawSql()`
    select external_line_id, sku from order_lines where order_id = ${order?.id ?? ""} and not cancelled order by external_line_id`;
  return { ...order, lines };
};

test("WeChat's word first: a held place, filled by the shop's own system, which may then ship", async () => {
  expect(await pulled("P-1")).toBe("created");
  expect(await state("P-1")).toMatchObject({ status: "paid", flags: ["platform_hold"], lines: [{ external_line_id: "wechat" }] });
  expect(await told("P-1")).toBe("updated");
  expect(await state("P-1")).toMatchObject({ status: "paid", flags: [], city: "杭州市", lines: [{ external_line_id: "1", sku: "TS-W-L" }] });
});

test("the shop's own system first: a pull overwrites nothing of it", async () => {
  await told("P-2");
  const before = await state("P-2");
  expect(await pulled("P-2")).toBe("stale");
  expect(await state("P-2")).toEqual(before);
});

test("what left is learnt from either side, dated by its parcel", async () => {
  await told("P-3");
  await pulled("P-3", { state: 2, parcels: [{ company: "ZTO", trackingNo: "7510001", uploadTime: PAID + 3_600 }] });
  expect(await state("P-3")).toMatchObject({ status: "shipped", flags: [], lines: [{ sku: "TS-W-L" }] });
  const [parcel] = await rawSql()`select carrier from parcels where tracking_number = '7510001'`;
  expect(parcel).toEqual({ carrier: "zhongtong" });
});

test("an order whose money went back before anything left is cancelled by the pull too", async () => {
  await told("P-4");
  await pulled("P-4", { state: 5 });
  expect(await state("P-4")).toMatchObject({ status: "cancelled" });
});
