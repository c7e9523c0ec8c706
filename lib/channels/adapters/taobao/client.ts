import type { CallFailure, DetailResult, RefreshedAccess, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callForJson } from "@/lib/channels/http/call-for-json";
import { toShanghai } from "@/lib/shared/clock";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { topFailure } from "./failure";
import { answerSchema, refreshedTokenSchema, type TopAnswer } from "./payloads";
import { type TopSignMethod, topSign } from "./signature";

const SIGN_METHOD: TopSignMethod = "hmac";
const ROUTER_PATH = "/router/rest";

/** Receiver fields must be asked for, or the answer holds no oaid either. */
const TRADE_FIELDS = [
  "tid,tid_str,status,type,step_trade_status,step_paid_fee,created,pay_time,modified,consign_time,end_time,est_con_time,consign_interval",
  "payment,total_fee,post_fee,discount_fee,adjust_fee,received_payment,yfx_fee,order_tax_fee,buyer_cod_fee",
  "buyer_nick,buyer_open_uid,buyer_message,seller_memo,seller_flag,oaid,shipping_type,trade_from,trade_attr,is_part_consign,is_force_wlb",
  "receiver_name,receiver_mobile,receiver_phone,receiver_state,receiver_city,receiver_district,receiver_town,receiver_address,receiver_zip",
  "orders",
].join(",");

/** One signed call to the router. `session` is left out where there is none yet (a token refresh). Never throws. */
export async function callTop(input: {
  shop: ShopAccess;
  method: string;
  params: Readonly<Record<string, string>>;
  now: Date;
}): Promise<{ ok: true; answer: TopAnswer } | CallFailure> {
  const { shop, method, now } = input;
  if (shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address." };
  const system = { app_key: shop.appKey, format: "json", method, sign_method: SIGN_METHOD, timestamp: toShanghai(now), v: "2.0" };
  const params = { ...input.params, ...system, ...(shop.accessToken === "" ? {} : { session: shop.accessToken }) };
  const sign = topSign({ secret: shop.appSecret, params, signMethod: SIGN_METHOD });
  const called = await callForJson(routerUrl(shop.apiBaseUrl), { method: "POST", body: new URLSearchParams({ ...params, sign }) });
  if (!called.ok) return called;
  const parsed = answerSchema.safeParse(called.json);
  if (!parsed.success) return { ok: false, kind: "refused", reason: `Taobao's answer to ${method} does not have the documented shape.` };
  return parsed.data.error_response ? topFailure(parsed.data.error_response) : { ok: true, answer: parsed.data };
}

function routerUrl(base: string): URL {
  const trimmed = base.replace(/\/$/, "");
  return new URL(trimmed.endsWith(ROUTER_PATH) ? trimmed : `${trimmed}${ROUTER_PATH}`);
}

/** The whole trade by `taobao.trade.fullinfo.get`. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const { shop, externalId, now } = input;
  const called = await callTop({ shop, method: "taobao.trade.fullinfo.get", params: { tid: externalId, fields: TRADE_FIELDS }, now });
  if (!called.ok) return called;
  const trade = called.answer.trade_fullinfo_get_response?.trade;
  return trade ? { ok: true, detail: trade } : { ok: false, kind: "not_found", reason: `Taobao has no trade ${externalId}.` };
}

/** `taobao.top.auth.token.refresh`: every refresh makes the refresh token before it void. */
export async function refreshAccess(input: { shop: ShopAccess; now: Date }): Promise<RefreshedAccess> {
  const { shop, now } = input;
  if (shop.refreshToken === "") return { ok: false, kind: "shop_setup", reason: "The shop has no refresh token: it must be authorised again." };
  const params = { refresh_token: shop.refreshToken };
  const called = await callTop({ shop: { ...shop, accessToken: "" }, method: "taobao.top.auth.token.refresh", params, now });
  if (!called.ok) return called.kind === "refused" ? { ...called, kind: "shop_setup" } : called;
  const result = called.answer.top_auth_token_refresh_response?.token_result;
  const token = refreshedTokenSchema.safeParse(typeof result === "string" ? jsonOf(result) : result);
  if (!token.success) return { ok: false, kind: "refused", reason: "Taobao's answer to the token refresh holds no access_token." };
  const { access_token, refresh_token, expire_time, expires_in } = token.data;
  const expiresAt = expire_time ? new Date(expire_time) : expires_in ? new Date(now.getTime() + expires_in * 1000) : null;
  return { ok: true, accessToken: access_token, refreshToken: refresh_token || shop.refreshToken, expiresAt };
}

function jsonOf(text: string): unknown {
  try {
    return parseLosslessJson(text);
  } catch {
    return null;
  }
}
