import { createCipheriv, createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import { messageSignature, sealMessage } from "@/lib/channels/wechat/message-crypto";
import type { PushRequest } from "./push-requests";

/** A key of the sandbox's WeChat Pay; `pem` is what a shop pastes into its platform keys. */
export type WechatPayKey = { serial: string; privateKey: KeyObject; pem: string };

export function wechatPayKey(serial = `PUB_KEY_ID_01${randomBytes(12).toString("hex").toUpperCase()}`): WechatPayKey {
  const { publicKey, privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { serial, privateKey, pem: `${serial}\n${publicKey.export({ type: "spki", format: "pem" }).toString()}` };
}

type Notice = { shopCode: string; key: WechatPayKey; apiV3Key: string; eventType: string; resource: unknown; id: string; now: Date };

/** A Pay v3 notice: its resource sealed with the APIv3 key, the whole signed with the platform's key. */
export function wechatPayNotice(input: Notice): PushRequest {
  const nonce = randomBytes(6).toString("hex");
  const original_type = input.eventType.startsWith("REFUND.") ? "refund" : "transaction";
  const cipher = createCipheriv("aes-256-gcm", Buffer.from(input.apiV3Key, "utf8"), Buffer.from(nonce, "utf8"));
  cipher.setAAD(Buffer.from(original_type, "utf8"));
  const ciphertext = Buffer.concat([cipher.update(JSON.stringify(input.resource), "utf8"), cipher.final(), cipher.getAuthTag()]).toString("base64");
  const notice = {
    id: input.id,
    create_time: input.now.toISOString(),
    resource_type: "encrypt-resource",
    event_type: input.eventType,
    summary: "",
    resource: { original_type, algorithm: "AEAD_AES_256_GCM", ciphertext, associated_data: original_type, nonce },
  };
  const body = Buffer.from(JSON.stringify(notice), "utf8");
  const timestamp = String(Math.floor(input.now.getTime() / 1000));
  const message = Buffer.concat([Buffer.from(`${timestamp}\n${nonce}\n`), body, Buffer.from("\n")]);
  const headers = {
    "content-type": "application/json",
    "wechatpay-timestamp": timestamp,
    "wechatpay-nonce": nonce,
    "wechatpay-serial": input.key.serial,
    "wechatpay-signature": sign("RSA-SHA256", message, input.key.privateKey).toString("base64"),
    "wechatpay-signature-type": "WECHATPAY2-SHA256-RSA2048",
  };
  return { path: `/api/webhooks/channels/${input.shopCode}`, headers, body };
}

type Sealed = { shopCode: string; token: string; aesKey: string; appId: string; now: Date };

/** An event of WeChat's message push in safe mode. `text` is the JSON or XML as WeChat would write it. */
export function wechatMessage(input: Sealed & { text: string; format: "json" | "xml" }): PushRequest {
  const encrypted = sealMessage({ aesKey: input.aesKey, message: input.text, appId: input.appId });
  const xml = `<xml><ToUserName><![CDATA[gh_sandbox]]></ToUserName><Encrypt><![CDATA[${encrypted}]]></Encrypt></xml>`;
  const body = input.format === "xml" ? xml : JSON.stringify({ ToUserName: "gh_sandbox", Encrypt: encrypted });
  const { timestamp, nonce } = queryParts(input);
  const query = new URLSearchParams({
    signature: messageSignature([input.token, timestamp, nonce]),
    timestamp,
    nonce,
    encrypt_type: "aes",
    msg_signature: messageSignature([input.token, timestamp, nonce, encrypted]),
  });
  return {
    path: `/api/webhooks/channels/${input.shopCode}?${query}`,
    headers: { "content-type": "application/json" },
    body: Buffer.from(body, "utf8"),
  };
}

/** The same words in the same second get the same nonce: a message told again is told the same. */
function queryParts(input: { now: Date; text: string }): { timestamp: string; nonce: string } {
  return {
    timestamp: String(Math.floor(input.now.getTime() / 1000)),
    nonce: createHash("sha256").update(input.text).digest("hex").slice(0, 10),
  };
}

/** An event of the Channels shop about an order; the number of `order_id` is bare, as WeChat writes it in some. */
export function channelsEvent(input: { event: string; orderId: string; now: Date; bareId?: boolean; more?: Record<string, unknown> }): string {
  const text = JSON.stringify({
    ToUserName: "gh_sandbox",
    FromUserName: "OPENID",
    CreateTime: Math.floor(input.now.getTime() / 1000),
    MsgType: "event",
    Event: input.event,
    ...(input.event === "channels_ec_aftersale_update"
      ? { finder_shop_aftersale_status_update: { order_id: input.orderId, ...input.more } }
      : { order_info: { order_id: input.orderId, ...input.more } }),
  });
  return input.bareId ? text.replace(/"order_id":"(\d+)"/g, '"order_id":$1') : text;
}
