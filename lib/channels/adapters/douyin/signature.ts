import { createHash, createHmac, timingSafeEqual } from "node:crypto";

type AppCredentials = { appKey: string; appSecret: string };

/** `event-sign` of a push: md5hex(app_key + raw body + app_secret), over the bytes as they came. */
export function md5EventSign({ appKey, appSecret }: AppCredentials, rawBody: Uint8Array): string {
  return createHash("md5").update(appKey).update(rawBody).update(appSecret).digest("hex");
}

/** The newer `event-sign`: HMAC-SHA256 keyed by the secret over the same bytes, hex. */
export function hmacEventSign({ appKey, appSecret }: AppCredentials, rawBody: Uint8Array): string {
  return createHmac("sha256", appSecret).update(appKey).update(rawBody).update(appSecret).digest("hex");
}

/** Either variant, told apart by length, compared in constant time. */
export function isEventSign(credentials: AppCredentials, rawBody: Uint8Array, sign: string): boolean {
  const given = sign.trim().toLowerCase();
  const expected = given.length === 64 ? hmacEventSign(credentials, rawBody) : md5EventSign(credentials, rawBody);
  return given.length === expected.length && timingSafeEqual(Buffer.from(given, "latin1"), Buffer.from(expected, "latin1"));
}

export type RequestParams = { app_key: string; method: string; param_json: string; timestamp: string; v: string };

/** What a request sign is over: secret, each parameter name and value in order, secret. */
function requestText(secret: string, params: RequestParams): string {
  const { app_key, method, param_json, timestamp, v } = params;
  return `${secret}app_key${app_key}method${method}param_json${param_json}timestamp${timestamp}v${v}${secret}`;
}

export const SIGN_METHODS = ["hmac-sha256", "md5"] as const;
export type SignMethod = (typeof SIGN_METHODS)[number];

/** `sign` of a call to the platform. */
export function requestSign(input: { secret: string; params: RequestParams; signMethod: SignMethod }): string {
  const text = requestText(input.secret, input.params);
  return input.signMethod === "md5" ? createHash("md5").update(text).digest("hex") : createHmac("sha256", input.secret).update(text).digest("hex");
}

/** `param_json` as it is signed and sent: keys sorted at every depth, nothing escaped beyond JSON. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(sortKeys(value));
}

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return Object.fromEntries(entries.map(([key, entry]) => [key, sortKeys(entry)]));
}
