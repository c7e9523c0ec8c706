import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { withTransaction } from "@/db/transaction";
import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import { type TaobaoTradeInput, taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import { encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES } from "@/lib/channels/adapters/taobao/tmc-frame";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { NO_FAULTS } from "@/lib/sandbox/core/faults";
import { startTaobaoPlatform, type TaobaoPlatform } from "@/lib/sandbox/servers/taobao-platform";
import { openInboxIds } from "../../support/inbox-rows";
import { testOrderBook } from "../../support/order-book";
import { shopAccess } from "../../support/shop-access";
import { TEST_APP, testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const SHOP = "tb-shop";
const T0 = new Date("2026-11-24T01:00:00Z");
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
const books = testOrderBook();
let db: TestDatabase;
let platform: TaobaoPlatform;
let shopId = "";
let told = 0n;
beforeAll(async () => {
  db = await createTestDatabase();
  const app = { ...TEST_APP, sellerId: "9001", accessToken: "access-1", refreshToken: "refresh-1", book: books.book };
  platform = await startTaobaoPlatform({ apps: [app], faults: { ...NO_FAULTS } });
  const settings = { api_base_url: platform.url };
  shopId = (await testShop({ code: SHOP, platform: "taobao", access_token: app.accessToken, platform_shop_id: "9001", settings })).id;
});
afterAll(async () => {
  await platform.close();
  await db.drop();
});

const LINE = { oid: "291846373476136525901", sku: "CUP", title: "保温杯", quantity: 1, price: 5990 };
const sell = (tid: string, change: Partial<TaobaoTradeInput> = {}) => {
  const modified = change.modified ?? later(1);
  const trade = { tid, status: "WAIT_SELLER_SEND_GOODS", created: T0, paid: later(1), modified, oaid: "oaid-1", lines: [LINE], ...change };
  books.put({ externalId: tid, modifiedAt: modified, detail: taobaoTrade(trade) });
};
/** A TMC message, kept as its feed would keep it and worked off; how each push ended. */
const hear = async (tid: string, topic = "taobao_trade_TradeChanged", id = ++told) => {
  const ctx = testCtx();
  const content = { [KIND_FIELD]: TMC_KINDS.data, id, topic, content: `{"tid":${tid},"oid":${tid}}`, userid: 9001n };
  const frame = encodeTmcFrame({ type: TMC_TYPES.send, content });
  const reading = taobaoAdapter.feed?.read({ shop: shopAccess({ platformShopId: "9001" }), frame, now: new Date() });
  if (reading?.kind !== "messages") throw new Error("The frame holds no message.");
  for (const { ack: _afterwards, ...message } of reading.messages) {
    await withTransaction((tx) => storePush(tx, ctx, { source: "channel", scope: shopId, shopId, ...message }));
  }
  const ends: string[] = [];
  for (const inboxId of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId }));
  return ends;
};
const rowOf = async (tid: string) => {
  const [row] = await rawSql()`select status, business_type, version, flags, token_kind, receiver_name_masked, receiver_phone_masked
    from orders where external_id = ${tid}`;
  return row ?? null;
};
const refundsOf = async (tid: string) => {
  const rows = await rawSql()`select l.refund_status from order_lines l join orders o on o.id = l.order_id
    where o.external_id = ${tid} order by l.external_line_id`;
  return rows.map((row) => row.refund_status as string);
};

test("a message becomes the trade it names, every digit of it, and its repetition nothing", async () => {
  const tid = "2918463734761365258";
  sell(tid);
  const id = ++told;
  expect(await hear(tid, "taobao_trade_TradeBuyerPay", id)).toEqual(["process"]);
  expect(await rowOf(tid)).toMatchObject({ status: "paid", token_kind: "oaid" });
  expect(await hear(tid, "taobao_trade_TradeBuyerPay", id)).toEqual([]);
});

test("a refund that is told before its trade brings the trade with its refund open, on that line only", async () => {
  sell("1002", {
    lines: [
      { ...LINE, oid: "1", refundStatus: "WAIT_SELLER_AGREE" },
      { ...LINE, oid: "2" },
    ],
  });
  expect(await hear("1002", "taobao_refund_RefundCreated")).toEqual(["process"]);
  expect(await refundsOf("1002")).toEqual(["requested", "none"]);
});

test("a presale becomes payable work only with its second payment", async () => {
  const step = { created: T0, paid: later(1) };
  sell("1003", { ...step, status: "WAIT_BUYER_PAY", stepTradeStatus: "FRONT_PAID_FINAL_NOPAID" });
  await hear("1003", "taobao_trade_TradeBuyerStepPay");
  expect(await rowOf("1003")).toMatchObject({ status: "unpaid", business_type: "presale", flags: ["final_payment_unpaid"] });
  sell("1003", { ...step, paid: later(9), modified: later(9), stepTradeStatus: "FRONT_PAID_FINAL_PAID" });
  await hear("1003", "taobao_trade_TradeBuyerPay");
  expect(await rowOf("1003")).toMatchObject({ status: "paid", flags: [] });
});

test("shipping in two parcels, signing and finishing move the trade along, and a receiver that goes blank stays known", async () => {
  const gone = (oid: string, trackingNumber: string, minutes: number) => {
    const parcel = { company: "中通快递", trackingNumber, consigned: later(minutes) };
    return { ...LINE, oid, status: "WAIT_BUYER_CONFIRM_GOODS", parcel };
  };
  const status = async (change: Partial<TaobaoTradeInput>) => {
    sell("1004", change);
    await hear("1004");
    return (await rowOf("1004"))?.status as string;
  };
  const waiting = { ...LINE, oid: "2", status: "WAIT_SELLER_SEND_GOODS" };
  const blank = { name: "", mobile: "", address: "" };
  const both = [gone("1", "7530001", 30), gone("2", "7530002", 60)];
  expect(await status({ lines: [{ ...LINE, oid: "1" }, waiting] })).toBe("paid");
  const known = await rowOf("1004");
  expect(await status({ status: "SELLER_CONSIGNED_PART", modified: later(30), lines: [gone("1", "7530001", 30), waiting] })).toBe(
    "partially_shipped",
  );
  expect(await status({ status: "WAIT_BUYER_CONFIRM_GOODS", modified: later(60), lines: both, receiver: blank, oaid: "" })).toBe("shipped");
  expect(await rowOf("1004")).toMatchObject({ receiver_name_masked: known?.receiver_name_masked, token_kind: "oaid" });
  expect(await status({ status: "TRADE_FINISHED", modified: later(600), ended: later(600), lines: both })).toBe("completed");
});

test("news that comes late changes nothing", async () => {
  sell("1005", { status: "TRADE_CLOSED_BY_TAOBAO", paid: undefined, modified: later(20) });
  await hear("1005", "taobao_trade_TradeClose");
  sell("1005", { status: "WAIT_BUYER_PAY", paid: undefined, modified: later(5) });
  await hear("1005", "taobao_trade_TradeCreate");
  expect(await rowOf("1005")).toMatchObject({ status: "cancelled" });
});

test("a trade whose amounts do not reconcile is a dead letter with the figures, and comes in when they are right", async () => {
  sell("1006", { payment: 9990 });
  expect(await hear("1006", "taobao_trade_TradeBuyerPay")).toEqual(["refuse"]);
  expect(await rowOf("1006")).toBeNull();
  const [dead] = await rawSql()`select reason from inbox where state = 'dead'`;
  expect(dead?.reason).toBe(
    "The order detail cannot be used: the amounts do not reconcile: divide_order_fee 59.90 + post_fee 0.00 is not payment 99.90",
  );
  sell("1006", { modified: later(3) });
  expect(await hear("1006", "taobao_trade_TradeModifyFee")).toEqual(["process"]);
  expect(await rowOf("1006")).toMatchObject({ status: "paid" });
});

test("a trade that Taobao does not hand out yet waits for itself", async () => {
  expect(await hear("1404", "taobao_trade_TradeCreate")).toEqual(["park"]);
});
