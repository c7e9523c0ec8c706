import { describe, expect, test } from "vitest";
import { wechatChannelsAdapter } from "@/lib/channels/adapters/wechat-channels/adapter";
import type { PushRequest } from "@/lib/channels/core/channel-adapter";
import { messageSignature, openMessage, sealMessage } from "@/lib/channels/wechat/message-crypto";
import { readXml } from "@/lib/channels/wechat/read-xml";
import { channelsEvent, wechatMessage } from "@/lib/sandbox/servers/wechat-push-requests";
import { shopAccess } from "../../support/shop-access";

const NOW = new Date("2026-11-20T03:00:00Z");
const TOKEN = "token-of-the-test";
const AES_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";
const APP = "wx0123456789abcdef";
const shop = shopAccess({ appKey: APP, credentials: { message_token: TOKEN, encoding_aes_key: AES_KEY } });
const { readPush, interpret } = wechatChannelsAdapter;

const message = (text: string, change: { format?: "json" | "xml"; token?: string; aesKey?: string; appId?: string } = {}): PushRequest => {
  const sent = wechatMessage({ shopCode: "s", token: TOKEN, aesKey: AES_KEY, appId: APP, now: NOW, format: "json", text, ...change });
  const query = Object.fromEntries(new URL(sent.path, "http://test").searchParams);
  return { shop, method: "POST", query, headers: sent.headers, rawBody: sent.body, now: NOW };
};
const event = (change: Partial<Parameters<typeof channelsEvent>[0]> = {}) =>
  channelsEvent({ event: "channels_ec_order_pay", orderId: "3705115058471208928", now: NOW, ...change });
const only = (request: PushRequest) => {
  const reading = readPush(request);
  if (reading.kind !== "messages" || !reading.messages[0]) throw new Error(JSON.stringify(reading));
  return reading.messages[0];
};

test("what is sealed opens again, whatever its length", () => {
  for (const length of [0, 1, 11, 12, 13, 31, 32, 500]) {
    const text = "好".repeat(length);
    expect(openMessage({ aesKey: AES_KEY, encrypted: sealMessage({ aesKey: AES_KEY, message: text, appId: APP }) })).toEqual({
      message: text,
      appId: APP,
    });
  }
});

test("an event names the order that changed, its digits kept whole whether bare or quoted", () => {
  for (const bareId of [true, false]) {
    expect(interpret(only(message(event({ bareId }))).payload)).toEqual({ kind: "order_changed", externalId: "3705115058471208928" });
  }
});

test("an after-sale event names its order too", () => {
  const text = event({ event: "channels_ec_aftersale_update", bareId: true, more: { after_sale_order_id: "9", status: "MERCHANT_REFUND_SUCCESS" } });
  expect(interpret(only(message(text)).payload)).toEqual({ kind: "order_changed", externalId: "3705115058471208928" });
});

test("XML says the same as JSON", () => {
  const text =
    "<xml><FromUserName><![CDATA[OPENID]]></FromUserName><CreateTime>1795000000</CreateTime><MsgType>event</MsgType>" +
    "<Event><![CDATA[channels_ec_order_new]]></Event><order_info><order_id>3705115058471208928</order_id></order_info></xml>";
  expect(interpret(only(message(text, { format: "xml" })).payload)).toEqual({ kind: "order_changed", externalId: "3705115058471208928" });
});

test("the same event told again is the same; the same event of another order is not", () => {
  const key = (text: string) => only(message(text)).dedupeKey;
  expect(key(event())).toBe(key(event()));
  expect(key(event())).not.toBe(key(event({ orderId: "3705115058471208929" })));
  expect(key(event())).not.toBe(key(event({ event: "channels_ec_order_deliver" })));
});

test("an event about anything else is kept and ignored, an order event without an order is a dead letter", () => {
  expect(interpret({ Event: "product_spu_audit" })).toMatchObject({ kind: "ignored" });
  expect(interpret({ Event: "channels_ec_order_pay", order_info: {} })).toMatchObject({ kind: "unreadable" });
});

describe("refused", () => {
  test.each([
    ["another token", { token: "x" }, "msg_signature does not match the body"],
    ["another key", { aesKey: "ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210zyxwvut" }, "the EncodingAESKey does not open the message"],
    ["another appid", { appId: "wx-other" }, "the message is for another appid"],
  ])("%s", (_words, change, reason) => {
    expect(readPush(message(event(), change))).toEqual({ kind: "refused", reason });
  });

  test("a message in plain mode, whose signature says nothing about the body", () => {
    const request = message(event());
    expect(readPush({ ...request, rawBody: Buffer.from(event()) })).toMatchObject({ kind: "refused" });
    expect(readPush({ ...request, query: { ...request.query, msg_signature: "" } })).toMatchObject({ kind: "refused" });
  });

  test("any message while the shop has no key", () => {
    expect(readPush({ ...message(event()), shop: shopAccess({ appKey: APP }) })).toMatchObject({ kind: "refused" });
  });

  test("a body with one letter changed", () => {
    const request = message(event());
    const body = Buffer.from(request.rawBody);
    const at = body.indexOf('"Encrypt":"') + 20;
    body.write(body.toString("latin1", at, at + 1) === "A" ? "B" : "A", at, "latin1");
    expect(readPush({ ...request, rawBody: body })).toEqual({ kind: "refused", reason: "msg_signature does not match the body" });
  });
});

describe("the question whether the address is ours", () => {
  const ask = (query: Record<string, string>) => readPush({ shop, method: "GET", query, headers: {}, rawBody: new Uint8Array(), now: NOW });
  const parts = { timestamp: "1795000000", nonce: "n-1" };

  test("is answered with its own words", () => {
    const signature = messageSignature([TOKEN, parts.timestamp, parts.nonce]);
    expect(ask({ ...parts, signature, echostr: "4838" })).toMatchObject({ kind: "answer", answer: { status: 200, body: "4838" } });
  });

  test("is answered with the opened words when they came sealed", () => {
    const echostr = sealMessage({ aesKey: AES_KEY, message: "7777", appId: APP });
    const msg_signature = messageSignature([TOKEN, parts.timestamp, parts.nonce, echostr]);
    expect(ask({ ...parts, msg_signature, echostr })).toMatchObject({ kind: "answer", answer: { body: "7777" } });
  });

  test("is refused when it does not know the token", () => {
    expect(ask({ ...parts, signature: messageSignature(["x", parts.timestamp, parts.nonce]), echostr: "4838" })).toMatchObject({ kind: "refused" });
  });
});

test("XML of many unclosed elements is read in no time", () => {
  const started = performance.now();
  const request = message(event());
  readPush({ ...request, rawBody: Buffer.from("<Encrypt>".repeat(100_000)) });
  expect(performance.now() - started).toBeLessThan(1_000);
});

test("XML elements that repeat become a list, and text is unescaped", () => {
  expect(readXml("<xml><a>1 &lt; 2</a><b>x</b><b><![CDATA[<y>]]></b></xml>")).toEqual({ xml: { a: "1 < 2", b: ["x", "<y>"] } });
});
