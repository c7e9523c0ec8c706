import { routeParamOf } from "../core/courier-payload";
import { demoShop } from "../core/demo-shops";
import type { MarketEvent } from "../core/market-events";
import { genericOrderOf } from "../payloads/market-payloads";
import type { DemoSecrets } from "../use-cases/demo-secrets";
import { courierPush, douyinPush, genericPush, type PushRequest } from "./push-requests";

/** A market event as the push its platform or courier would send; null where there is nothing to say yet. */
export function toPushRequest(event: MarketEvent, secrets: DemoSecrets): PushRequest | null {
  const { order } = event;
  if (event.kind === "route") {
    const param = routeParamOf(order, event.at);
    return param === null ? null : courierPush({ secret: secrets.courierSecret, salt: secrets.courierSalt, param });
  }
  const secret = secrets.shops[order.shop];
  if (!secret) return null;
  if (demoShop(order.shop).speaks === "generic") {
    return genericPush({ shopCode: order.shop, appSecret: secret.appSecret, orders: [genericOrderOf(order, event.at)] });
  }
  const data = {
    p_id: order.id,
    s_ids: order.lines.map((line) => line.lineId),
    shop_id: 1,
    order_type: 0,
    biz: 2,
    ...event.data,
  };
  const msgId = `${order.id}::${event.tag}:${Math.floor(event.at / 1000)}:${order.buyer}`;
  return douyinPush({ shopCode: order.shop, ...secret, messages: [{ tag: event.tag, msgId, data }] });
}
