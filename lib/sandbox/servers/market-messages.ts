import { refundResource, transactionResource } from "@/lib/channels/adapters/wechat-pay/fixtures";
import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { routeParamOf } from "../core/courier-payload";
import { demoShop } from "../core/demo-shops";
import type { MarketEvent } from "../core/market-events";
import { detailOf } from "../payloads/detail-of";
import { genericOrderOf } from "../payloads/generic-detail";
import { paidOf } from "../payloads/market-moment";
import type { DemoSecrets, ShopSecret } from "../use-cases/demo-secrets";
import type { PddFeedMessage } from "./pdd-feed-server";
import { courierPush, douyinPush, genericPush, type PushRequest } from "./push-requests";
import type { TaobaoFeedMessage } from "./taobao-feed-server";
import { channelsEvent, type WechatPayKey, wechatMessage, wechatPayNotice } from "./wechat-push-requests";

/** How something that happened is told: by a call, by a message of a feed, or by the shop's own system. */
export type MarketMessage =
  | { kind: "push"; request: PushRequest }
  | { kind: "taobao"; message: TaobaoFeedMessage }
  | { kind: "pdd"; message: PddFeedMessage }
  | { kind: "orders"; orders: IncomingOrderInput[] };

type OrderEvent = Extract<MarketEvent, { kind: "order" }>;
type Told = { event: OrderEvent; shop: ShopSecret };

/** Douyin's tags → what the others call the same. */
const TOPICS: Readonly<Record<string, { taobao: string; pdd?: string; channels: string }>> = {
  "100": { taobao: "taobao_trade_TradeCreate", channels: "channels_ec_order_new" },
  "101": { taobao: "taobao_trade_TradeBuyerPay", pdd: "pdd_trade_TradeConfirmed", channels: "channels_ec_order_pay" },
  "102": { taobao: "taobao_trade_TradeSellerShip", pdd: "pdd_trade_TradeSellerShip", channels: "channels_ec_order_deliver" },
  "103": { taobao: "taobao_trade_TradeSuccess", pdd: "pdd_trade_TradeSuccess", channels: "channels_ec_order_confirm" },
  "105": {
    taobao: "taobao_trade_TradeLogisticsAddressChanged",
    pdd: "pdd_trade_TradeLogisticsAddressChanged",
    channels: "channels_ec_order_ext_info_update",
  },
  "106": { taobao: "taobao_trade_TradeClose", channels: "channels_ec_order_cancel" },
  "200": { taobao: "taobao_refund_RefundCreated", pdd: "pdd_refund_RefundCreated", channels: "channels_ec_aftersale_update" },
  "206": { taobao: "taobao_refund_RefundSuccess", pdd: "pdd_refund_RefundAgreeAgreement", channels: "channels_ec_aftersale_update" },
};

/** What leaves the platform, the courier or the shop's own system when something happens; nothing where they are silent. */
export function messagesOf(event: MarketEvent, input: { secrets: DemoSecrets; payKey: WechatPayKey }): MarketMessage[] {
  const { secrets, payKey } = input;
  const { order } = event;
  if (event.kind === "route") {
    const param = routeParamOf(order, event.at);
    return param === null ? [] : [push(courierPush({ secret: secrets.courierSecret, salt: secrets.courierSalt, param }))];
  }
  const shop = secrets.shops[order.shop];
  if (!shop) return [];
  const told = { event, shop };
  switch (demoShop(order.shop).platform) {
    case "douyin":
      return [push(douyin(told))];
    case "taobao":
      return [taobao(told)];
    case "pdd":
      return pdd(told);
    case "jd":
      return [];
    case "wechat_channels":
      return [push(channels(told))];
    case "wechat_pay":
      return miniProgram({ ...told, payKey });
    case "generic":
      return [push(genericPush({ shopCode: order.shop, appSecret: shop.appSecret, orders: [genericOrderOf(order, event.at)] }))];
  }
}

function push(request: PushRequest): MarketMessage {
  return { kind: "push", request };
}

function douyin({ event, shop }: Told): PushRequest {
  const { order, tag, at } = event;
  const s_ids = order.lines.map((line) => line.lineId);
  const data = { p_id: order.id, s_ids, shop_id: 1, order_type: 0, biz: 2, ...event.data };
  const msgId = `${order.id}::${tag}:${Math.floor(at / 1000)}:${order.buyer}`;
  return douyinPush({ shopCode: order.shop, ...shop, messages: [{ tag, msgId, data }] });
}

function taobao({ event, shop }: Told): MarketMessage {
  const { id } = event.order;
  const topic = TOPICS[event.tag]?.taobao ?? "";
  return { kind: "taobao", message: { appKey: shop.appKey, topic, content: `{"tid":${id},"oid":${id},"seller_nick":"${event.order.shop}"}` } };
}

/** Silent about what Pinduoduo does not show yet. */
function pdd({ event }: Told): MarketMessage[] {
  const { order, tag, at } = event;
  const type = TOPICS[tag]?.pdd;
  if (!type || !detailOf(order, at)) return [];
  const mallId = demoShop(order.shop).platformShopId;
  const refund = type.startsWith("pdd_refund") ? { refund_id: Number(mallId) + order.buyer, modified: at } : {};
  return [{ kind: "pdd", message: { mallId, type, content: { mall_id: Number(mallId), tid: order.id, ...refund } } }];
}

function channels({ event, shop }: Told): PushRequest {
  const { order, tag, at } = event;
  const now = new Date(at);
  const text = channelsEvent({ event: TOPICS[tag]?.channels ?? "", orderId: order.id, now, bareId: tag === "100" });
  return wechatMessage({ shopCode: order.shop, ...sealedFor(shop), now, text, format: "json" });
}

function sealedFor({ appKey, credentials }: ShopSecret) {
  return { token: credentials.message_token ?? "", aesKey: credentials.encoding_aes_key ?? "", appId: appKey };
}

/** The shop's own system tells the order; WeChat Pay its money, and order shipping management that it moved. */
function miniProgram({ event, shop, payKey }: Told & { payKey: WechatPayKey }): MarketMessage[] {
  const { order, tag, at } = event;
  const { parcels: _linkedByWechat, ...canonical } = genericOrderOf(order, at);
  const notice = (eventType: string, resource: unknown) =>
    push(
      wechatPayNotice({
        shopCode: order.shop,
        key: payKey,
        apiV3Key: shop.credentials.api_v3_key ?? "",
        eventType,
        resource,
        id: `EV-${order.id}-${tag}`,
        now: new Date(),
      }),
    );
  const [total, successTime] = [paidOf(order), new Date(at).toISOString()];
  const told: MarketMessage[] = [{ kind: "orders", orders: [canonical] }];
  if (tag === "101") {
    told.push(notice("TRANSACTION.SUCCESS", transactionResource({ tradeNo: order.id, transactionId: `42000${order.id}`, total, successTime })));
  }
  if (tag === "206") {
    const refund = { tradeNo: order.id, refundId: `50${order.id.slice(2)}`, total, refund: total, status: "SUCCESS", successTime };
    told.push(notice("REFUND.SUCCESS", refundResource(refund)));
  }
  if (tag === "102" || tag === "103") told.push(push(shippingEvent({ event, shop })));
  return told;
}

function shippingEvent({ event, shop }: Told): PushRequest {
  const { order, tag, at } = event;
  const seconds = Math.floor(at / 1000);
  const about = { merchant_id: "1900000001", merchant_trade_no: order.id, transaction_id: `42000${order.id}` };
  const said =
    tag === "103"
      ? { Event: "trade_manage_order_settlement", confirm_receive_method: 2, confirm_receive_time: seconds }
      : { Event: "trade_manage_remind_shipping", msg: "" };
  const text = JSON.stringify({ ToUserName: "gh_sandbox", FromUserName: "OPENID", CreateTime: seconds, MsgType: "event", ...said, ...about });
  return wechatMessage({ shopCode: order.shop, ...sealedFor(shop), now: new Date(at), text, format: "json" });
}
