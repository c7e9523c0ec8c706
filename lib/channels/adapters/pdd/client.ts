import type { CallFailure, DetailResult, RefreshedAccess, ShopAccess } from "@/lib/channels/core/channel-adapter";
import { callForJson } from "@/lib/channels/http/call-for-json";
import { pddFailure } from "./failure";
import { answerSchema, errorSchema, tokenSchema } from "./payloads";
import { type PddValue, pddSign, pddText } from "./signature";

const ROUTER = "/api/router";

type Call = { shop: ShopAccess; type: string; params: Readonly<Record<string, PddValue | undefined>>; now: Date };

/** One signed call; `response` is what stands under the answer's only name. Never throws. */
export async function callPdd(call: Call): Promise<{ ok: true; response: unknown } | CallFailure> {
  if (call.shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address, so it cannot be called." };
  const body = new URLSearchParams(signedParams(call)).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded;charset=utf-8" };
  const answer = await callForJson(routerOf(call.shop.apiBaseUrl), { method: "POST", headers, body });
  if (!answer.ok) return answer;
  const named = answerSchema.safeParse(answer.json);
  if (!named.success) return { ok: false, kind: "refused", reason: "The platform's answer does not have the documented shape." };
  if (named.data.error_response !== undefined) {
    const error = errorSchema.safeParse(named.data.error_response);
    return error.success
      ? pddFailure(error.data)
      : { ok: false, kind: "refused", reason: "The platform's error does not have the documented shape." };
  }
  return { ok: true, response: Object.values(named.data)[0] };
}

function routerOf(base: string): URL {
  const trimmed = base.replace(/\/$/, "");
  return new URL(trimmed.endsWith(ROUTER) ? trimmed : `${trimmed}${ROUTER}`);
}

function signedParams({ shop, type, params, now }: Call): Record<string, string> {
  const all = {
    client_id: shop.appKey,
    access_token: shop.accessToken || undefined,
    data_type: "JSON",
    timestamp: Math.floor(now.getTime() / 1000),
    type,
    ...params,
  };
  const sent = Object.fromEntries(Object.entries(all).flatMap(([name, value]) => (value === undefined ? [] : [[name, pddText(value)]])));
  return { ...sent, sign: pddSign({ secret: shop.appSecret, params: sent }) };
}

/** Asks for one order; Pinduoduo keeps three months of them. */
export async function fetchOrderDetail(input: { shop: ShopAccess; externalId: string; now: Date }): Promise<DetailResult> {
  const answer = await callPdd({ ...input, type: "pdd.order.information.get", params: { order_sn: input.externalId } });
  if (!answer.ok) return answer;
  const detail = answerSchema.safeParse(answer.response).data?.order_info;
  if (detail === undefined || detail === null)
    return { ok: false, kind: "not_found", reason: `The platform has no detail of order ${input.externalId}.` };
  return { ok: true, detail };
}

/** A new access token for the shop's refresh token. */
export async function refreshAccess(input: { shop: ShopAccess; now: Date }): Promise<RefreshedAccess> {
  const { shop, now } = input;
  if (shop.refreshToken === "") return { ok: false, kind: "shop_setup", reason: "The shop has no refresh token: it must be authorised again." };
  const answer = await callPdd({
    shop: { ...shop, accessToken: "" },
    type: "pdd.pop.auth.token.refresh",
    params: { refresh_token: shop.refreshToken },
    now,
  });
  if (!answer.ok) return answer.kind === "token_expired" ? { ...answer, kind: "shop_setup" } : answer;
  const token = tokenSchema.safeParse(answer.response);
  if (!token.success) return { ok: false, kind: "refused", reason: "The platform's answer holds no new token." };
  const { access_token, refresh_token, expires_at, expires_in } = token.data;
  const expiresAt = expires_at ? new Date(expires_at * 1000) : expires_in ? new Date(now.getTime() + expires_in * 1000) : null;
  return { ok: true, accessToken: access_token, refreshToken: refresh_token, expiresAt };
}
