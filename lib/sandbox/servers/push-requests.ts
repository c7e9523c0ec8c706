import { md5EventSign } from "@/lib/channels/adapters/douyin/signature";
import { GENERIC_SIGN_HEADER, genericSign } from "@/lib/channels/adapters/generic/signature";
import { kuaidi100Sign } from "@/lib/couriers/adapters/kuaidi100/signature";

/** A push as it goes over the wire. */
export type PushRequest = { path: string; headers: Record<string, string>; body: Uint8Array };

export type DouyinPushMessage = { tag: string; msgId: string; data: Record<string, unknown> };

/** Douyin's body is a list; `data` is JSON in a string, its 19-digit ids bare numbers as the platform writes them. */
export function douyinPush(input: { shopCode: string; appKey: string; appSecret: string; messages: DouyinPushMessage[] }): PushRequest {
  const { appKey, appSecret } = input;
  const list = input.messages.map(({ tag, msgId, data }) => ({ tag, msg_id: msgId, data: bareIds(JSON.stringify(data)) }));
  const body = Buffer.from(JSON.stringify(list), "utf8");
  const headers = {
    "content-type": "application/json",
    "app-id": appKey,
    "event-sign": md5EventSign({ appKey, appSecret }, body),
  };
  return { path: `/api/webhooks/channels/${input.shopCode}`, headers, body };
}

function bareIds(json: string): string {
  return json.replace(/"(p_id|s_id)":"(\d{16,19})"/g, '"$1":$2');
}

/** Canonical orders, signed with the shop's secret. */
export function genericPush(input: { shopCode: string; appSecret: string; orders: unknown[] }): PushRequest {
  const body = Buffer.from(JSON.stringify({ orders: input.orders }), "utf8");
  const headers = { "content-type": "application/json", [GENERIC_SIGN_HEADER]: genericSign(input.appSecret, body) };
  return { path: `/api/webhooks/channels/${input.shopCode}`, headers, body };
}

/** kuaidi100's form: `param` and `sign`. */
export function courierPush(input: { secret: string; salt: string; param: unknown }): PushRequest {
  const param = JSON.stringify(input.param);
  const body = Buffer.from(new URLSearchParams({ param, sign: kuaidi100Sign(param, input.salt) }).toString(), "utf8");
  const headers = { "content-type": "application/x-www-form-urlencoded" };
  return { path: `/api/webhooks/couriers/kuaidi100/${input.secret}`, headers, body };
}
