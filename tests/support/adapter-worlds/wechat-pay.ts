import { withTransaction } from "@/db/transaction";
import { refundResource, transactionResource, wxaOrder } from "@/lib/channels/adapters/wechat-pay/fixtures";
import { releaseWaiting } from "@/lib/channels/use-cases/release-waiting";
import { carrierCodeFor } from "@/lib/couriers/core/carrier";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { startWechatPlatform } from "@/lib/sandbox/servers/wechat-platform";
import { wechatMessage, wechatPayKey, wechatPayNotice } from "@/lib/sandbox/servers/wechat-push-requests";
import { giveCredentials } from "../shop-credentials";
import { type AdapterWorld, type Repeat, type Telling, TOKENS, worldBase } from "./adapter-world";
import { type NeutralEvent, type NeutralOrder, paidOf, RECEIVER, refundOf } from "./neutral-order";
import { ownSystemOrder } from "./own-system-order";

const APP = { appId: "wx0123456789abcdef", appSecret: "secret-of-the-mini-program", mchid: "1900000001" };
const SEAL = { token: "token-of-the-test", aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG" };
const API_KEY = "0123456789abcdef0123456789abcdef";
/** What the shop's own system tells; money and parcels are WeChat's to tell. */
const OWN_WORDS: readonly NeutralEvent[] = ["created", "repriced", "deposit_paid", "moved", "receiver_hidden", "listed"];

const seconds = (at: Date | null) => (at ? at.getTime() / 1000 : 0);

/** The shop's own system sends its orders, WeChat Pay sealed notices of money, order shipping management events of parcels. */
export async function wechatPayWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const { ctx } = base;
  const platform = await startWechatPlatform({ apps: [{ ...APP, accessToken: TOKENS.accessToken, book: base.books.book }], faults: base.faults });
  const shop = await base.openShop("wechat_pay", platform.url, { app_key: APP.appId, app_secret: APP.appSecret });
  const key = wechatPayKey();
  const credentials = { mchid: APP.mchid, api_v3_key: API_KEY, platform_keys: key.pem, message_token: SEAL.token, encoding_aes_key: SEAL.aesKey };
  await giveCredentials(shop.id, credentials);

  async function ownSystemTells(order: NeutralOrder): Promise<void> {
    const { results } = await ingestOrders(ctx, { orders: [ownSystemOrder(order, shop.code)] });
    const orderIds = results.flatMap((result) => result.order_id ?? []);
    if (orderIds.length === 0) throw new Error(JSON.stringify(results));
    await withTransaction((tx) => releaseWaiting(tx, ctx, { orderIds }));
    await base.workOff();
  }
  function notify(order: NeutralOrder, told: { eventType: string; resource: unknown }, repeat: Repeat): Promise<void> {
    const id = `EV-${order.id}-${told.eventType}${repeat === "anew" ? "-2" : ""}`;
    return base.push(shop, wechatPayNotice({ shopCode: shop.code, key, apiV3Key: API_KEY, ...told, id, now: ctx.clock.now() }));
  }
  function tellShipping(order: NeutralOrder, event: Record<string, unknown>, at: Date): Promise<void> {
    const about = { merchant_id: APP.mchid, merchant_trade_no: order.id, transaction_id: `42000${order.id}` };
    const text = JSON.stringify({ ToUserName: "gh_test", FromUserName: "OPENID", CreateTime: seconds(at), MsgType: "event", ...event, ...about });
    return base.push(shop, wechatMessage({ shopCode: shop.code, appId: APP.appId, ...SEAL, now: ctx.clock.now(), text, format: "json" }));
  }

  return {
    ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ name: RECEIVER.name, phone: RECEIVER.phone, address }),
    async tell({ order, event, at, isShown }: Telling, repeat: Repeat) {
      if (isShown && order.paidAt) base.books.put({ externalId: order.id, modifiedAt: order.changedAt, detail: wxaOf(order) });
      if (event === "signed") return base.signByCourier(order, at);
      const toldAt = new Date(at.getTime() + (repeat === "anew" ? 1000 : 0));
      const isOwnWord = OWN_WORDS.includes(event) || (event === "paid" && order.presale) || (event === "cancelled" && !order.paidAt);
      if (isOwnWord) await ownSystemTells(order);
      if (event === "paid" || event === "listed") await notify(order, payment(order), repeat);
      if (event === "refunded" || (event === "cancelled" && order.paidAt)) await notify(order, refund(order, at), repeat);
      if (event === "part_shipped" || event === "shipped") await tellShipping(order, { Event: "trade_manage_remind_shipping", msg: "" }, toldAt);
      if (event === "completed") {
        await tellShipping(order, { Event: "trade_manage_order_settlement", confirm_receive_method: 2, confirm_receive_time: seconds(at) }, toldAt);
      }
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}

function payment(order: NeutralOrder): { eventType: string; resource: unknown } {
  const successTime = order.paidAt?.toISOString() ?? "";
  const resource = transactionResource({ tradeNo: order.id, transactionId: `42000${order.id}`, total: paidOf(order), successTime });
  return { eventType: "TRANSACTION.SUCCESS", resource };
}

/** The money of the lines that are back; all of it with the freight, once no line is left. */
function refund(order: NeutralOrder, at: Date): { eventType: string; resource: unknown } {
  const [line] = order.lines;
  const total = paidOf(order);
  const amount = refundOf(order) === "whole" ? total : (line?.price ?? 0) * (line?.quantity ?? 0) - order.discount;
  const told = { tradeNo: order.id, refundId: `50${order.id}`, total, refund: amount, status: "SUCCESS", successTime: at.toISOString() };
  return { eventType: "REFUND.SUCCESS", resource: refundResource(told) };
}

/** 1 to ship, 2 shipped, 4 finished, 5 refunded. */
function wxaOf(order: NeutralOrder): Record<string, unknown> {
  const state = order.status === "cancelled" ? 5 : order.status === "completed" ? 4 : order.shippedAt ? 2 : 1;
  return wxaOrder({
    tradeNo: order.id,
    state,
    createTime: seconds(order.placedAt),
    payTime: seconds(order.paidAt),
    paid: paidOf(order),
    description: order.lines[0]?.title,
    openid: "o-invented",
    finished: order.status !== "part_shipped",
    parcels: order.parcels.map(({ company, number, at }) => ({
      company: carrierCodeFor("wechat_mini", company) ?? "",
      trackingNo: number,
      uploadTime: seconds(at),
    })),
  });
}
