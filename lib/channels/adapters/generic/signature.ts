import { createHmac, timingSafeEqual } from "node:crypto";

/** Hex HMAC-SHA256 keyed by the shop's app secret. */
export const GENERIC_SIGN_HEADER = "x-tongdan-signature";
/** Unix seconds of a call to the shop; part of what is signed. */
export const GENERIC_TIME_HEADER = "x-tongdan-timestamp";
/** The shop's app key: whose secret signed. */
export const GENERIC_KEY_HEADER = "x-tongdan-key";

/** A push is signed over its raw body. */
export function genericSign(appSecret: string, rawBody: Uint8Array): string {
  return createHmac("sha256", appSecret).update(rawBody).digest("hex");
}

/** A call to the shop is signed over four lines: time, method, path with its query, body. */
export function genericCallSign(input: { secret: string; timestamp: string; method: string; path: string; body: string }): string {
  const { secret, timestamp, method, path, body } = input;
  return createHmac("sha256", secret).update(`${timestamp}\n${method}\n${path}\n${body}`, "utf8").digest("hex");
}

export function isSameSign(given: string, expected: string): boolean {
  return given.length === expected.length && timingSafeEqual(Buffer.from(given, "latin1"), Buffer.from(expected, "latin1"));
}
