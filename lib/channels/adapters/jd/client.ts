import type { CallFailure, DetailResult, RefreshedAccess, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callForJson } from "@/lib/channels/http/call-for-json";
import { jdGatewayFailure, jdResultFailure } from "./failure";
import { answerSchema, type JdAnswer, type JdResult, refreshedTokenSchema } from "./payloads";
import { jdSign, jdTimestamp } from "./signature";

const ROUTER_PATH = "/routerjson";
const REFRESH_PATH = "/oauth2/refresh_token";
/** JD's tokens come from another host than its API. */
const API_HOST = "api.jd.com";
const TOKEN_BASE = "https://open-oauth.jd.com";

/** JD answers only the fields that are named, in search and get alike. */
export const ORDER_FIELDS = [
  "orderId,parentOrderId,directParentOrderId,orderState,orderStateRemark,orderType,storeOrder,payType,orderSource,returnOrder",
  "orderTotalPrice,orderSellerPrice,orderPayment,freightPrice,sellerDiscount,balanceUsed",
  "orderStartTime,paymentConfirmTime,modified,orderEndTime,outBoundDate,dataVersion",
  "consigneeInfo,itemInfoList,couponDetailList,orderRemark,venderRemark,pin,open_id_buyer,xid_buyer,oaid,waybill,logisticsId,sendpayMap,popSignMap",
].join(",");

/** One signed call to the gateway. Never throws; the result inside the answer is the caller's to read. */
export async function callJd(input: {
  shop: ShopAccess;
  method: string;
  params: Readonly<Record<string, unknown>>;
  now: Date;
}): Promise<{ ok: true; answer: JdAnswer } | CallFailure> {
  const { shop, method, now } = input;
  if (shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address." };
  const params = {
    "360buy_param_json": JSON.stringify(input.params),
    access_token: shop.accessToken,
    app_key: shop.appKey,
    method,
    timestamp: jdTimestamp(now),
    v: "2.0",
  };
  const sign = jdSign({ secret: shop.appSecret, params });
  const called = await callForJson(gatewayUrl(shop.apiBaseUrl), { method: "POST", body: new URLSearchParams({ ...params, sign }) });
  if (!called.ok) return called;
  const parsed = answerSchema.safeParse(called.json);
  if (!parsed.success) return { ok: false, kind: "refused", reason: `JD's answer to ${method} does not have the documented shape.` };
  return parsed.data.error_response ? jdGatewayFailure(parsed.data.error_response) : { ok: true, answer: parsed.data };
}

function gatewayUrl(base: string): URL {
  const trimmed = base.replace(/\/$/, "");
  return new URL(trimmed.endsWith(ROUTER_PATH) ? trimmed : `${trimmed}${ROUTER_PATH}`);
}

/** Null where the result inside an answer says yes; an answer without a result says nothing. */
export function failureIn(result: JdResult | null | undefined): CallFailure | null {
  return result && !result.success ? jdResultFailure(result) : null;
}

/** The whole order by `jingdong.pop.order.get`. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const { shop, externalId, now } = input;
  const params = { order_id: externalId, optional_fields: ORDER_FIELDS };
  const called = await callJd({ shop, method: "jingdong.pop.order.get", params, now });
  if (!called.ok) return called;
  const found = called.answer.jingdong_pop_order_get_responce?.orderDetailInfo;
  const failure = failureIn(found?.apiResult);
  if (failure) return failure;
  return found?.orderInfo ? { ok: true, detail: found.orderInfo } : { ok: false, kind: "not_found", reason: `JD has no order ${externalId}.` };
}

/** A new access token for the shop's refresh token; secrets go in the body, never in the address. */
export async function refreshAccess(input: { shop: ShopAccess; now: Date }): Promise<RefreshedAccess> {
  const { shop, now } = input;
  if (shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address." };
  if (shop.refreshToken === "") return { ok: false, kind: "shop_setup", reason: "The shop has no refresh token: it must be authorised again." };
  const body = new URLSearchParams({
    app_key: shop.appKey,
    app_secret: shop.appSecret,
    grant_type: "refresh_token",
    refresh_token: shop.refreshToken,
  });
  const { host, origin } = new URL(shop.apiBaseUrl);
  const called = await callForJson(new URL(REFRESH_PATH, host === API_HOST ? TOKEN_BASE : origin), { method: "POST", body });
  if (!called.ok) return called;
  const token = refreshedTokenSchema.safeParse(called.json);
  if (!token.success) return { ok: false, kind: "shop_setup", reason: "JD did not renew the token: the shop must be authorised again." };
  const { access_token, refresh_token, expires_in } = token.data;
  const expiresAt = expires_in ? new Date(now.getTime() + expires_in * 1000) : null;
  return { ok: true, accessToken: access_token, refreshToken: refresh_token || shop.refreshToken, expiresAt };
}
