import { afterAll, beforeAll, expect, test } from "vitest";
import { POST } from "@/app/api/webhooks/channels/[shop]/route";
import { rawSql } from "@/db/client";
import { type ChannelsDetailInput, channelsDetail } from "@/lib/channels/adapters/wechat-channels/fixtures";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startWechatPlatform, type WechatPlatform } from "@/lib/sandbox/servers/wechat-platform";
import { channelsEvent, wechatMessage } from "@/lib/sandbox/servers/wechat-push-requests";
import { inboxRow, openInboxIds, orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { testOrderBook } from "../../support/order-book";
import { giveCredentials } from "../../support/shop-credentials";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const APP = "wx0123456789abcdef";
const TOKEN = "token-of-the-test";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const T0 = Math.floor(new Date("2026-11-20T03:00:00Z").getTime() / 1000);
const books = testOrderBook();
const faults: SandboxFaults = { ...NO_FAULTS };
let db: TestDatabase;
let platform: WechatPlatform;

beforeAll(async () => {
  db = await createTestDatabase();
  platform = await startWechatPlatform({ apps: [{ appId: APP, appSecret: "secret", accessToken: "token-1", book: books.book }], faults });
  const shop = await testShop({
    code: "video",
    platform: "wechat_channels",
    app_key: APP,
    app_secret: "secret",
    access_token: "token-1",
    settings: { api_base_url: platform.url },
  });
  await giveCredentials(shop.id, { message_token: TOKEN, encoding_aes_key: AES_KEY });
});
afterAll(async () => {
  await platform.close();
  await db.drop();
});

const sell = (orderId: string, change: Partial<ChannelsDetailInput> & { status: number; updateTime: number }) => {
  const line = { productId: "1001", skuId: "2002", skuCode: "K-1", title: "水壶", quantity: 1, price: 1999 };
  const receiver = { name: "许晴川", phone: "13711110000", address: "凤起路 2 号" };
  const place = { province: "重庆市", city: "县", district: "秀山土家族苗族自治县" };
  const detail = channelsDetail({ orderId, createTime: T0, lines: [line], receiver, place, payTime: change.status === 10 ? 0 : T0 + 30, ...change });
  books.put({ externalId: orderId, modifiedAt: new Date(change.updateTime * 1000), detail });
};
const tell = async (event: string, orderId: string, more: Record<string, unknown> = {}) => {
  const text = channelsEvent({ event, orderId, now: new Date(T0 * 1000), bareId: true, more });
  const push = wechatMessage({ shopCode: "video", token: TOKEN, aesKey: AES_KEY, appId: APP, now: ctx.clock.now(), text, format: "json" });
  const request = new Request(`http://test${push.path}`, { method: "POST", headers: push.headers, body: Buffer.from(push.body) });
  const answer = await POST(request, { params: Promise.resolve({ shop: "video" }) });
  return { status: answer.status, body: await answer.text() };
};
const workOff = async () => {
  const ends: string[] = [];
  for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId: id }));
  return ends;
};

test("an order lives through its events, each answered with success, its 19 digits whole", async () => {
  const id = "3705115058471208928";
  const steps: [string, Partial<ChannelsDetailInput> & { status: number; updateTime: number }, string][] = [
    ["channels_ec_order_new", { status: 10, updateTime: T0 }, "unpaid"],
    ["channels_ec_order_pay", { status: 20, updateTime: T0 + 30 }, "paid"],
    [
      "channels_ec_order_deliver",
      { status: 30, updateTime: T0 + 900, shipDoneTime: T0 + 900, parcels: [{ deliveryId: "ZTO", waybillId: "75100", deliveryTime: T0 + 900 }] },
      "shipped",
    ],
    ["channels_ec_order_confirm", { status: 100, updateTime: T0 + 9_000, shipDoneTime: T0 + 900, confirmTime: T0 + 9_000 }, "completed"],
  ];
  for (const [event, change, status] of steps) {
    sell(id, change);
    expect(await tell(event, id)).toEqual({ status: 200, body: "success" });
    expect(await workOff()).toEqual(["process"]);
    expect(await orderStatusOf("video", id)).toBe(status);
  }
  const [order] = await rawSql()`select province, city, district from orders where external_id = ${id}`;
  expect(order).toMatchObject({ province: "重庆市", city: "重庆市", district: "秀山土家族苗族自治县" });
});

test("the same event twice is one message, and a late one moves nothing back", async () => {
  sell("11", { status: 30, updateTime: T0 + 900, shipDoneTime: T0 + 900 });
  await tell("channels_ec_order_deliver", "11");
  await tell("channels_ec_order_deliver", "11");
  const [first = ""] = await openInboxIds("channel");
  expect(await inboxRow(first)).toMatchObject({ repeats: 1 });
  await workOff();
  await tell("channels_ec_order_pay", "11", { pay_time: "1763607630" });
  expect(await workOff()).toEqual(["process"]);
  expect(await orderStatusOf("video", "11")).toBe("shipped");
});

test("an after-sale opens on its units and ends as a refunded line beside the one that ships", async () => {
  const line = { productId: "1001", skuId: "2002", skuCode: "K-1", title: "水壶", quantity: 3, price: 1000 };
  sell("12", { status: 20, updateTime: T0 + 30, lines: [{ ...line, inAfterSale: 1 }], afterSales: [{ id: "9", status: 2 }] });
  await tell("channels_ec_aftersale_update", "12", { after_sale_order_id: "9", status: "MERCHANT_PROCESSING" });
  await workOff();
  const lines = () => rawSql()`
    select external_line_id, quantity, refund_status from order_lines l join orders o on o.id = l.order_id
    where o.external_id = '12' and not cancelled order by external_line_id`;
  expect(await lines()).toMatchObject([
    { external_line_id: "1001:2002", quantity: 2, refund_status: "none" },
    { external_line_id: "1001:2002#open", quantity: 1, refund_status: "requested" },
  ]);
  sell("12", { status: 20, updateTime: T0 + 60, lines: [{ ...line, afterSaleDone: 1 }], afterSales: [{ id: "9", status: 13 }] });
  await tell("channels_ec_aftersale_update", "12", { after_sale_order_id: "9", status: "MERCHANT_REFUND_SUCCESS" });
  await workOff();
  expect(await lines()).toMatchObject([
    { external_line_id: "1001:2002", quantity: 2, refund_status: "none" },
    { external_line_id: "1001:2002#refunded", quantity: 1, refund_status: "refunded" },
  ]);
});

test("a receiver that WeChat blanks after shipping stays as it was", async () => {
  sell("13", { status: 20, updateTime: T0 + 30, ewaybillCode: "ew-13" });
  await tell("channels_ec_order_pay", "13");
  await workOff();
  sell("13", { status: 30, updateTime: T0 + 900, shipDoneTime: T0 + 900, receiver: undefined, place: undefined });
  await tell("channels_ec_order_deliver", "13");
  await workOff();
  const [order] = await rawSql()`select status, receiver_name_masked, city from orders where external_id = '13'`;
  expect(order).toMatchObject({ status: "shipped", receiver_name_masked: "许**", city: "重庆市" });
});

test("an order whose amounts do not reconcile is here and held back", async () => {
  sell("14", { status: 20, updateTime: T0 + 30 });
  const detail = books.book.findDetail("14") as { order_detail: { price_info: { order_price: number } } };
  detail.order_detail.price_info.order_price += 1;
  await tell("channels_ec_order_pay", "14");
  expect(await workOff()).toEqual(["process"]);
  const [order] = await rawSql()`select flags from orders where external_id = '14'`;
  expect(order).toMatchObject({ flags: ["platform_hold"] });
});

test("an event whose order WeChat does not know yet waits, and one without an order is a dead letter", async () => {
  await tell("channels_ec_order_new", "15");
  expect(await workOff()).toEqual(["park"]);
  expect(await orderIdOf("video", "15")).toBeNull();
  sell("15", { status: 10, updateTime: T0 });
  expect(await workOff()).toEqual(["process"]);
  await tell("channels_ec_order_pay", "");
  expect(await workOff()).toEqual(["refuse"]);
});
