import { z } from "zod";
import type { CallFailure, RefreshedAccess, ShopAccess } from "@/lib/channels/core/channel-adapter";

import { callForJson } from "@/lib/channels/http/call-for-json";
import { wechatFailure } from "./failure";

const answerSchema = z.looseObject({ errcode: z.coerce.number().default(0), errmsg: z.string().default("") });
const tokenSchema = z.looseObject({ access_token: z.string().min(1), expires_in: z.coerce.number() });

/** A call that needs no token is one that asks for it. */
type Call = { shop: ShopAccess; path: string; body: Record<string, unknown>; accessToken: string | null };
export type WechatAnswer = { ok: true; answer: Record<string, unknown> } | CallFailure;

/** One call of WeChat's API with the shop's access token. Never throws. */
export function callWechat(input: Omit<Call, "accessToken">): Promise<WechatAnswer> {
  return post({ ...input, accessToken: input.shop.accessToken });
}

/**
 * A new stable token for the shop's appid and secret. WeChat hands out the same token until it ends; one that it had
 * just called invalid is renewed by force.
 */
export async function refreshWechatAccess(input: { shop: ShopAccess; now: Date }): Promise<RefreshedAccess> {
  const { shop, now } = input;
  const first = await askForToken(shop, false);
  const token = first.ok && first.accessToken === shop.accessToken ? await askForToken(shop, true) : first;
  if (!token.ok) return token.kind === "token_expired" ? { ...token, kind: "shop_setup" } : token;
  return { ok: true, accessToken: token.accessToken, refreshToken: "", expiresAt: new Date(now.getTime() + token.lifeSeconds * 1000) };
}

async function askForToken(shop: ShopAccess, force: boolean): Promise<{ ok: true; accessToken: string; lifeSeconds: number } | CallFailure> {
  const body = { grant_type: "client_credential", appid: shop.appKey, secret: shop.appSecret, force_refresh: force };
  const result = await post({ shop, path: "/cgi-bin/stable_token", body, accessToken: null });
  if (!result.ok) return result;
  const token = tokenSchema.safeParse(result.answer);
  if (!token.success) return { ok: false, kind: "refused", reason: "WeChat's answer holds no access token." };
  return { ok: true, accessToken: token.data.access_token, lifeSeconds: token.data.expires_in };
}

async function post({ shop, path, body, accessToken }: Call): Promise<WechatAnswer> {
  if (shop.apiBaseUrl === "") return { ok: false, kind: "shop_setup", reason: "The shop has no platform API address, so it cannot be called." };
  if (accessToken === "") return { ok: false, kind: "token_expired", reason: "The shop has no access token yet." };
  const url = new URL(`${shop.apiBaseUrl.replace(/\/$/, "")}${path}`);
  if (accessToken !== null) url.searchParams.set("access_token", accessToken);
  const headers = { "content-type": "application/json; charset=utf-8" };
  const result = await callForJson(url, { method: "POST", headers, body: JSON.stringify(body) });
  if (!result.ok) return result;
  const answer = answerSchema.safeParse(result.json);
  if (!answer.success) return { ok: false, kind: "refused", reason: "WeChat's answer does not have the documented shape." };
  return answer.data.errcode === 0 ? { ok: true, answer: answer.data } : wechatFailure(answer.data);
}
