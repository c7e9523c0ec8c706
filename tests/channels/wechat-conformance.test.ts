import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { wechatChannelsAdapter } from "@/lib/channels/adapters/wechat-channels/adapter";
import { wechatPayAdapter } from "@/lib/channels/adapters/wechat-pay/adapter";
import { openResource, payV2Sign } from "@/lib/channels/adapters/wechat-pay/signature";
import type { PushRequest } from "@/lib/channels/core/channel-adapter";
import { channelsRefundStatus } from "@/lib/channels/core/wechat-after-sale";
import { messageSignature, openMessage } from "@/lib/channels/wechat/message-crypto";
import { wechatMessage, wechatPayKey, wechatPayNotice } from "@/lib/sandbox/servers/wechat-push-requests";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { shopAccess } from "../support/shop-access";

/** The published samples and vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const read = (...parts: string[]) => readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8");
const sample = (name: string) => parseLosslessJson(read("samples", "wechat", name));

const vector = <T extends z.ZodRawShape>(id: string, shape: T) => {
  const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(read("vectors", "signatures.json")));
  return z.object(shape).parse(vectors.find((one) => one.id === id));
};

describe.skipIf(!SAMPLES)("WeChat's published vectors", () => {
  const notice = () =>
    z
      .object({
        now_unix: z.number(),
        apiV3Key: z.string(),
        platform_certificate_pem: z.string(),
        headers: z.record(z.string(), z.string()),
        body: z.string(),
        expected_plaintext: z.string(),
      })
      .parse(JSON.parse(read("vectors", "wechatpay_v3_notify.json")));
  const request = (change: { now?: number; headers?: Record<string, string>; body?: string } = {}): PushRequest => {
    const one = notice();
    const headers = Object.fromEntries(Object.entries({ ...one.headers, ...change.headers }).map(([name, value]) => [name.toLowerCase(), value]));
    const credentials = { api_v3_key: one.apiV3Key, platform_keys: one.platform_certificate_pem };
    const now = new Date((change.now ?? one.now_unix) * 1000);
    return { shop: shopAccess({ credentials }), method: "POST", query: {}, headers, rawBody: Buffer.from(change.body ?? one.body), now };
  };

  test("the whole Pay v3 notice: certificate, signature, 16-byte key, content", () => {
    const reading = wechatPayAdapter.readPush(request());
    expect(reading).toMatchObject({ kind: "messages", messages: [{ topic: "wechat_pay.PAYSCORE.USER_OPEN_SERVICE" }] });
    const payload = reading.kind === "messages" ? reading.messages[0]?.payload : undefined;
    expect(payload).toMatchObject({ resource: JSON.parse(notice().expected_plaintext) });
    expect(wechatPayAdapter.interpret(payload)).toMatchObject({ kind: "ignored" });
  });

  test.each([
    ["six minutes later", { now: 1_624_523_846 + 360 }],
    ["with another nonce", { headers: { "Wechatpay-Nonce": "x" } }],
    ["with another serial", { headers: { "Wechatpay-Serial": "D7CE59D1F522D702" } }],
    ["with a probe's signature", { headers: { "Wechatpay-Signature": "WECHATPAY/SIGNTEST/tJHIiIS9" } }],
    ["with another body", { body: "{}" }],
  ])("the same notice %s is refused", (_words, change) => {
    expect(wechatPayAdapter.readPush(request(change))).toMatchObject({ kind: "refused" });
  });

  test("AEAD_AES_256_GCM", () => {
    const one = vector("aes-256-gcm", { key: z.string(), nonce: z.string(), aad: z.string(), ciphertext: z.string(), expectedPlain: z.string() });
    expect(openResource({ apiV3Key: one.key, nonce: one.nonce, associatedData: one.aad, ciphertext: one.ciphertext })).toBe(one.expectedPlain);
  });

  test("the MD5 sign of Pay v2", () => {
    const one = vector("wechat-pay-v2-md5", { secret: z.string(), params: z.record(z.string(), z.string()), expected: z.string() });
    expect(payV2Sign(one.params, one.secret)).toBe(one.expected);
  });

  test("message push: signature, key, length, appid", () => {
    const one = vector("wechat-msg-signature", {
      token: z.string(),
      params: z.object({ timestamp: z.string(), nonce: z.string() }),
      encrypt: z.string(),
      expected: z.string(),
      aesKey: z.string(),
      appid: z.string(),
      expectedPlain: z.string(),
    });
    expect(messageSignature([one.token, one.params.timestamp, one.params.nonce, one.encrypt])).toBe(one.expected);
    expect(openMessage({ aesKey: one.aesKey, encrypted: one.encrypt })).toEqual({ message: one.expectedPlain, appId: one.appid });
  });
});

describe.skipIf(!SAMPLES)("WeChat's published samples", () => {
  const NOW = new Date();
  const secrets = { token: "token-of-the-test", aesKey: "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG", appId: "wx0123456789abcdef" };
  const shop = shopAccess({ appKey: secrets.appId, credentials: { message_token: secrets.token, encoding_aes_key: secrets.aesKey } });
  const events = SAMPLES ? readdirSync(path.join(SAMPLES, "samples", "wechat")).filter((name) => name.endsWith("Event.json")) : [];

  test.each(events)("%s, sealed and pushed, names its order with every digit", (name) => {
    const text = read("samples", "wechat", name);
    const sent = wechatMessage({ shopCode: "s", ...secrets, now: NOW, text, format: "json" });
    const query = Object.fromEntries(new URL(sent.path, "http://test").searchParams);
    const reading = wechatChannelsAdapter.readPush({ shop, method: "POST", query, headers: {}, rawBody: sent.body, now: NOW });
    const payload = reading.kind === "messages" ? reading.messages[0]?.payload : undefined;
    const orderId = /"order_id":\s*"?(\d+)/.exec(text)?.[1] ?? "";
    expect(wechatChannelsAdapter.interpret(payload)).toEqual({ kind: "order_changed", externalId: orderId });
  });

  test("the order of order.get becomes the order it describes, and its amounts reconcile", () => {
    const { order } = z.object({ order: z.unknown() }).parse(sample("ChannelsECOrderGetResponse.json"));
    const mapping = wechatChannelsAdapter.toIncoming({ detail: order, shopCode: "s" });
    if (!mapping.ok) throw new Error(mapping.reason);
    expect(mapping.mapped.order).toMatchObject({
      external_id: "37423523451235145",
      status: "paid",
      amounts: { goods: 20_000, freight: 500, discount: 10_000, paid: 10_500 },
      receiver: { province: "广东", city: "广州", district: "海珠区" },
      lines: [{ external_line_id: "234245:23424", quantity: 10, unit_price: 2000, paid: 10_000, refund_status: "requested" }],
      buyer_note: "发顺丰",
      flags: [],
    });
    expect(mapping.mapped.parcels).toEqual([{ carrier: "shentong", trackingNumber: "134654612313" }]);
  });

  test("the after-sale sample's word is one of those its order writes as a number", () => {
    const { after_sale_order } = z
      .object({ after_sale_order: z.object({ status: z.string() }) })
      .parse(sample("ChannelsECAftersaleGetAftersaleOrderResponse.json"));
    expect(after_sale_order.status).toBe("MERCHANT_REFUND_SUCCESS");
    expect(channelsRefundStatus(13)).toBe("refunded");
  });

  test("the transaction sample, sealed in a notice of our own, pays the order it names", () => {
    const key = wechatPayKey();
    const apiV3Key = "0123456789abcdef0123456789abcdef";
    const resource = sample("TransactionResource.json");
    const sent = wechatPayNotice({ shopCode: "s", key, apiV3Key, eventType: "TRANSACTION.SUCCESS", resource, id: "n", now: NOW });
    const credentials = { api_v3_key: apiV3Key, platform_keys: key.pem };
    const reading = wechatPayAdapter.readPush({
      shop: shopAccess({ credentials }),
      method: "POST",
      query: {},
      headers: sent.headers,
      rawBody: sent.body,
      now: NOW,
    });
    const payload = reading.kind === "messages" ? reading.messages[0]?.payload : undefined;
    expect(wechatPayAdapter.interpret(payload)).toMatchObject({
      kind: "order_facts",
      externalId: "1217752501201407033233368018",
      facts: [{ type: "paid", occurredAt: new Date("2018-06-08T02:34:56Z") }],
    });
  });
});
