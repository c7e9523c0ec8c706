import { createDecipheriv, createHash, verify } from "node:crypto";
import type { PushHeaders } from "@/lib/channels/core/channel-adapter";
import type { PlatformKey } from "./platform-keys";

/** A notice older (or newer) than this is a replay, or one of the clocks is wrong. */
const TOLERANCE_MS = 5 * 60_000;
/** WeChat Pay sends notices with a wrong signature on purpose, to see that they are refused. */
const PROBE = "WECHATPAY/SIGNTEST/";
const TAG_BYTES = 16;

/** Null when the notice is WeChat Pay's, else why it is not. The signature is over the bytes as they came. */
export function noticeFault(input: { headers: PushHeaders; rawBody: Uint8Array; keys: readonly PlatformKey[]; now: Date }): string | null {
  const { headers, rawBody, keys, now } = input;
  const timestamp = headers["wechatpay-timestamp"] ?? "";
  const nonce = headers["wechatpay-nonce"] ?? "";
  const signature = headers["wechatpay-signature"] ?? "";
  const serial = (headers["wechatpay-serial"] ?? "").trim().toUpperCase();
  if (signature.startsWith(PROBE)) return "the signature is WeChat Pay's probe, which must be refused";
  if (!/^\d{1,12}$/.test(timestamp)) return "wechatpay-timestamp is missing";
  if (Math.abs(now.getTime() - Number(timestamp) * 1000) > TOLERANCE_MS) return "wechatpay-timestamp is more than 5 minutes off";
  const key = keys.find((one) => one.serial === serial)?.key;
  if (!key) return `the shop has no platform key with the serial ${serial === "" ? "(none)" : serial.slice(0, 64)}`;
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`, "utf8"), rawBody, Buffer.from("\n", "utf8")]);
  return verify("RSA-SHA256", message, key, Buffer.from(signature, "base64")) ? null : "wechatpay-signature does not match the body";
}

const CIPHERS = { 16: "aes-128-gcm", 24: "aes-192-gcm", 32: "aes-256-gcm" } as const;

/** Opens `resource`; the length of the APIv3 key as given chooses the cipher. Throws where the key is not the one. */
export function openResource(input: { apiV3Key: string; nonce: string; associatedData: string; ciphertext: string }): string {
  const key = Buffer.from(input.apiV3Key, "utf8");
  const cipher = CIPHERS[key.length as keyof typeof CIPHERS];
  if (!cipher) throw new RangeError("An APIv3 key has 32 characters.");
  const sealed = Buffer.from(input.ciphertext, "base64");
  if (sealed.length < TAG_BYTES) throw new RangeError("The ciphertext is shorter than its tag.");
  const decipher = createDecipheriv(cipher, key, Buffer.from(input.nonce, "utf8"), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(input.associatedData, "utf8"));
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES));
  return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()]).toString("utf8");
}

/** `sign` of the older interface (v2), still asked for by some services: UPPER(MD5(sorted k=v joined by & + "&key=" + key)). */
export function payV2Sign(params: Readonly<Record<string, string>>, key: string): string {
  const pairs = Object.entries(params).filter(([name, value]) => value !== "" && name !== "sign");
  const text = pairs
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join("&");
  return createHash("md5").update(`${text}&key=${key}`, "utf8").digest("hex").toUpperCase();
}
