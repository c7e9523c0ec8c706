import type { CallFailure, DetailResult, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { detailResponseSchema } from "./payloads";
import { canonicalJson, requestSign, type SignMethod } from "./signature";

/** A platform that has not answered by then is asked again later. */
const TIMEOUT_MS = 8_000;
const SIGN_METHOD: SignMethod = "hmac-sha256";
const METHOD = "order.orderDetail";
const SUCCESS = 10_000;
/** 2xxxx is the platform's own failure, 8xxxx its rate limit. */
const RETRYABLE_CODE = /^(2|8)\d{4}$/;
/** 3xxxx is a token or application that is not in order. */
const SETUP_CODE = /^(3|4)\d{4}$/;

/** Asks the shop's platform for one order, signed as it demands. Never throws. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const { shop, externalId, now } = input;
  if (shop.apiBaseUrl === "")
    return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address, so the order cannot be fetched." };
  try {
    const response = await fetch(...detailRequest({ shop, externalId, now }));
    const text = await response.text();
    if (response.status === 429 || response.status >= 500) return retryable(`The platform answered HTTP ${response.status}.`);
    if (response.status === 404) return { ok: false, kind: "not_found", reason: `The platform does not know order ${externalId}.` };
    return readAnswer(text, externalId);
  } catch (error) {
    return retryable(`The platform could not be reached: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

function detailRequest(input: { shop: ShopAccess; externalId: string; now: Date }): [URL, RequestInit] {
  const { shop, externalId, now } = input;
  const body = canonicalJson({ shop_order_id: externalId });
  const params = {
    app_key: shop.appKey,
    method: METHOD,
    param_json: body,
    timestamp: String(Math.floor(now.getTime() / 1000)),
    v: "2",
  };
  const sign = requestSign({ secret: shop.appSecret, params, signMethod: SIGN_METHOD });
  const url = new URL(`${shop.apiBaseUrl.replace(/\/$/, "")}/order/orderDetail`);
  const { param_json: _sentAsBody, ...query } = params;
  for (const [key, value] of Object.entries({ ...query, access_token: shop.accessToken, sign, sign_method: SIGN_METHOD })) {
    url.searchParams.set(key, value);
  }
  const headers = { "content-type": "application/json;charset=utf-8" };
  return [url, { method: "POST", headers, body, signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "error" }];
}

function readAnswer(text: string, externalId: string): DetailResult {
  const parsed = detailResponseSchema.safeParse(parseLosslessJson(text));
  if (!parsed.success) return { ok: false, kind: "refused", reason: "The platform's answer does not have the documented shape." };
  const { code, err_no, data } = parsed.data;
  const said = `${code ?? err_no ?? "?"} ${parsed.data.sub_code} ${parsed.data.sub_msg || parsed.data.msg || parsed.data.message}`.trim();
  if (code === SUCCESS || (code === null && err_no === 0)) {
    const detail = data?.shop_order_detail;
    if (detail) return { ok: true, detail };
    return { ok: false, kind: "not_found", reason: `The platform has no detail of order ${externalId}.` };
  }
  if (/不存在|not.?(found|exist)/i.test(said)) {
    return { ok: false, kind: "not_found", reason: `The platform does not know order ${externalId} (${said}).` };
  }
  const number = String(code ?? err_no ?? "");
  if (RETRYABLE_CODE.test(number)) return retryable(`The platform answered ${said}.`);
  return {
    ok: false,
    kind: SETUP_CODE.test(number) ? "shop_setup" : "refused",
    reason: `The platform refused the call: ${said}.`,
  };
}

function retryable(reason: string): CallFailure {
  return { ok: false, kind: "retryable", reason };
}
