import fc from "fast-check";
import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { healthAfter, nextAttemptAt } from "@/lib/events/core/webhook-retry";
import { isPublicAddress } from "@/lib/events/http/public-address";
import { newWebhookSecret, signWebhook, verifyWebhook, type WebhookHeaders } from "@/lib/events/http/webhook-signature";

const secret = newWebhookSecret();
const body = fc.string({ unit: "grapheme", maxLength: 300 });
const id = fc.uuid();

test("what we sign, the reference library takes; what it signs, we take", () => {
  fc.assert(
    fc.property(id, body, (messageId, text) => {
      const at = new Date();
      const library = new Webhook(secret);
      const headers = signWebhook({ secrets: [secret], id: messageId, at, body: JSON.stringify({ text }) });
      expect(library.verify(JSON.stringify({ text }), headers)).toEqual({ text });
      const theirs = {
        "webhook-id": messageId,
        "webhook-timestamp": headers["webhook-timestamp"],
        "webhook-signature": library.sign(messageId, at, JSON.stringify({ text })),
      };
      expect(theirs["webhook-signature"]).toBe(headers["webhook-signature"]);
      expect(verifyWebhook({ secret, headers: theirs, body: JSON.stringify({ text }), now: at })).toEqual({ ok: true });
    }),
    { numRuns: 500 },
  );
});

test("while secrets are rotated a receiver with the old or the new one takes the message", () => {
  const [old, fresh] = [newWebhookSecret(), newWebhookSecret()];
  const headers = signWebhook({ secrets: [fresh, old], id: "1", at: new Date(), body: "{}" });
  for (const known of [old, fresh]) expect(new Webhook(known).verify("{}", headers)).toEqual({});
  expect(verifyWebhook({ secret: newWebhookSecret(), headers, body: "{}", now: new Date() })).toEqual({ ok: false, reason: "no_signature_matches" });
});

/** One change of one byte somewhere in the message. */
const mutation = fc.record({
  part: fc.constantFrom("body", "webhook-id", "webhook-timestamp", "webhook-signature"),
  at: fc.nat(),
  to: fc.integer({ min: 33, max: 126 }),
  kind: fc.constantFrom("replace", "insert", "delete"),
});

test("of 100,000 mutated messages none is accepted", () => {
  const at = new Date();
  const text = JSON.stringify({ type: "order.created", timestamp: at.toISOString(), data: { order_id: "0199c0de-0000-7000-8000-000000000001" } });
  const headers = signWebhook({ secrets: [secret], id: "msg_1", at, body: text });
  let tried = 0;
  fc.assert(
    fc.property(mutation, ({ part, at: position, to, kind }) => {
      const original = part === "body" ? text : headers[part as keyof WebhookHeaders];
      const mutated = mutate(original, { position: position % (original.length + 1), char: String.fromCharCode(to), kind });
      fc.pre(mutated !== original);
      const given = part === "body" ? { headers, body: mutated } : { headers: { ...headers, [part]: mutated }, body: text };
      tried += 1;
      expect(verifyWebhook({ secret, ...given, now: at }).ok).toBe(false);
    }),
    { numRuns: 100_000 },
  );
  expect(tried).toBe(100_000);
}, 180_000);

function mutate(text: string, how: { position: number; char: string; kind: string }): string {
  const { position, char, kind } = how;
  if (kind === "insert") return text.slice(0, position) + char + text.slice(position);
  if (kind === "delete") return text.slice(0, position) + text.slice(position + 1);
  return text.slice(0, position) + char + text.slice(position + 1);
}

test("a message older or newer than five minutes is refused, however well signed", () => {
  const at = new Date();
  const headers = signWebhook({ secrets: [secret], id: "1", at, body: "{}" });
  const later = (seconds: number) => verifyWebhook({ secret, headers, body: "{}", now: new Date(at.getTime() + seconds * 1000) });
  expect(later(299)).toEqual({ ok: true });
  expect(later(302)).toEqual({ ok: false, reason: "too_old" });
  expect(later(-302)).toEqual({ ok: false, reason: "too_new" });
});

test.each([
  "127.0.0.1",
  "10.1.2.3",
  "172.31.0.1",
  "192.168.1.1",
  "169.254.169.254",
  "100.64.0.1",
  "0.0.0.0",
  "224.0.0.1",
  "255.255.255.255",
  "::1",
  "::",
  "::ffff:127.0.0.1",
  "::ffff:7f00:1",
  "fe80::1",
  "fd00::1",
  "64:ff9b::7f00:1",
  "2002:7f00:1::",
  "not an address",
])("%s is no public address", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

test.each(["1.1.1.1", "8.8.8.8", "172.15.0.1", "172.32.0.1", "2606:4700::1111", "::ffff:8.8.8.8"])("%s is a public address", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

test("pauses grow, end after nine attempts, and never undercut what the receiver asks for", () => {
  const at = new Date("2026-11-24T00:00:00Z");
  const pauses = Array.from({ length: 9 }, (_, index) => (nextAttemptAt({ attempts: index + 1, at, random: 0 })?.getTime() ?? 0) - at.getTime());
  expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
  expect(nextAttemptAt({ attempts: 10, at, random: 0 })).toBeNull();
  expect(nextAttemptAt({ attempts: 1, at, random: 0, retryAfterMs: 60_000 })).toEqual(new Date(at.getTime() + 60_000));
});

test("an endpoint rests after eight failures in a row, is switched off after five days, and one success heals it", () => {
  const at = (hours: number) => new Date(Date.UTC(2026, 10, 1) + hours * 3_600_000);
  let health = { failures: 0, failingSince: null as Date | null, retryAt: null as Date | null };
  for (let failure = 0; failure < 8; failure++) health = healthAfter(health, { ok: false, at: at(0) });
  expect(health.retryAt).toEqual(new Date(at(0).getTime() + 300_000));
  expect(healthAfter(health, { ok: false, at: at(119) }).disable).toBe(false);
  expect(healthAfter(health, { ok: false, at: at(120) }).disable).toBe(true);
  expect(healthAfter(health, { ok: true, at: at(121) })).toEqual({ failures: 0, failingSince: null, retryAt: null, disable: false });
});
