import type { CallFailure, DetailResult, RefreshedAccess, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callForJson } from "@/lib/channels/http/call-for-json";
import { douyinFailure } from "./failure";
import { answerSchema, detailDataSchema, tokenDataSchema } from "./payloads";
import { canonicalJson, requestSign, type SignMethod } from "./signature";

const SIGN_METHOD: SignMethod = "hmac-sha256";
const SUCCESS = 10_000;

type Call = { shop: ShopAccess; method: string; params: Record<string, unknown>; now: Date };

/** One signed call ("order.orderDetail" is /order/orderDetail); `data` is what the answer holds. Never throws. */
export async function callDouyin(call: Call): Promise<{ ok: true; data: unknown } | CallFailure> {
  if (call.shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address, so it cannot be called." };
  const answer = await callForJson(...signedRequest(call));
  if (!answer.ok) return answer;
  const parsed = answerSchema.safeParse(answer.json);
  if (!parsed.success) return { ok: false, kind: "refused", reason: "The platform's answer does not have the documented shape." };
  const { code, err_no, sub_code, sub_msg, msg, message, data } = parsed.data;
  if (code === SUCCESS || (code === null && err_no === 0)) return { ok: true, data };
  if (answer.status === 404) return { ok: false, kind: "not_found", reason: `The platform does not know what ${call.method} asked for.` };
  return douyinFailure({ code: code ?? err_no, sub_code, message: sub_msg || msg || message });
}

function signedRequest({ shop, method, params, now }: Call): [URL, RequestInit] {
  const body = canonicalJson(params);
  const signed = { app_key: shop.appKey, method, param_json: body, timestamp: String(Math.floor(now.getTime() / 1000)), v: "2" };
  const sign = requestSign({ secret: shop.appSecret, params: signed, signMethod: SIGN_METHOD });
  const url = new URL(`${shop.apiBaseUrl.replace(/\/$/, "")}/${method.replace(".", "/")}`);
  const { param_json: _sentAsBody, ...query } = signed;
  for (const [key, value] of Object.entries({ ...query, access_token: shop.accessToken, sign, sign_method: SIGN_METHOD })) {
    url.searchParams.set(key, value);
  }
  return [url, { method: "POST", headers: { "content-type": "application/json;charset=utf-8" }, body }];
}

/** Asks the shop's platform for one order. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const { shop, externalId, now } = input;
  const answer = await callDouyin({ shop, method: "order.orderDetail", params: { shop_order_id: externalId }, now });
  if (!answer.ok) return answer;
  const detail = detailDataSchema.safeParse(answer.data).data?.shop_order_detail;
  return detail ? { ok: true, detail } : { ok: false, kind: "not_found", reason: `The platform has no detail of order ${externalId}.` };
}

/** A new access token for the shop's refresh token. */
export async function refreshAccess(input: { shop: ShopAccess; now: Date }): Promise<RefreshedAccess> {
  const { shop, now } = input;
  if (shop.refreshToken === "") return { ok: false, kind: "shop_setup", reason: "The shop has no refresh token: it must be authorised again." };
  const params = { grant_type: "refresh_token", refresh_token: shop.refreshToken };
  const answer = await callDouyin({ shop: { ...shop, accessToken: "" }, method: "token.refresh", params, now });
  if (!answer.ok) return answer.kind === "token_expired" ? { ...answer, kind: "shop_setup" } : answer;
  const token = tokenDataSchema.safeParse(answer.data);
  if (!token.success) return { ok: false, kind: "refused", reason: "The platform's answer holds no new token." };
  const { access_token, refresh_token, expires_in } = token.data;
  const expiresAt = expires_in ? new Date(now.getTime() + expires_in * 1000) : null;
  return { ok: true, accessToken: access_token, refreshToken: refresh_token, expiresAt };
}
