import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";

/** Standard Webhooks (standardwebhooks.com): a secret is "whsec_" and base64 of 24 to 64 random bytes. */
const PREFIX = "whsec_";
const SECRET_BYTES = 32;
/** A message older or newer than this is refused, so that an overheard one cannot be played again later. */
const TOLERANCE_SECONDS = 5 * 60;

export type WebhookHeaders = { "webhook-id": string; "webhook-timestamp": string; "webhook-signature": string };

export function newWebhookSecret(): string {
  return PREFIX + randomBytes(SECRET_BYTES).toString("base64");
}

/** Headers of one attempt: `id` stays the same in every attempt, the instant is the attempt's. Every secret signs. */
export function signWebhook(input: { secrets: readonly string[]; id: string; at: Date; body: string }): WebhookHeaders {
  const { secrets, id, at, body } = input;
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signature = secrets.map((secret) => `v1,${hmac({ secret, id, timestamp, body }).toString("base64")}`).join(" ");
  return { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature };
}

export type Verdict =
  | { ok: true }
  | { ok: false; reason: "header_missing" | "timestamp_unreadable" | "too_old" | "too_new" | "no_signature_matches" };

/** What a receiver does; also how another Tongdan takes our messages. */
export function verifyWebhook(input: { secret: string; headers: Readonly<Partial<WebhookHeaders>>; body: string; now: Date }): Verdict {
  const { secret, headers, body, now } = input;
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": given } = headers;
  if (!id || !timestamp || !given) return { ok: false, reason: "header_missing" };
  if (!/^\d{1,12}$/.test(timestamp)) return { ok: false, reason: "timestamp_unreadable" };
  const age = now.getTime() / 1000 - Number(timestamp);
  if (age > TOLERANCE_SECONDS) return { ok: false, reason: "too_old" };
  if (age < -TOLERANCE_SECONDS) return { ok: false, reason: "too_new" };
  const expected = hmac({ secret, id, timestamp, body }).toString("base64");
  const fits = given.split(" ").some((one) => one.startsWith("v1,") && equal(one.slice(3), expected));
  return fits ? { ok: true } : { ok: false, reason: "no_signature_matches" };
}

function hmac({ secret, id, timestamp, body }: { secret: string; id: string; timestamp: string; body: string }): Buffer {
  const key = Buffer.from(secret.startsWith(PREFIX) ? secret.slice(PREFIX.length) : secret, "base64");
  return createHmac("sha256", key).update(`${id}.${timestamp}.${body}`, "utf8").digest();
}

function equal(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a, "latin1"), Buffer.from(b, "latin1"));
}
