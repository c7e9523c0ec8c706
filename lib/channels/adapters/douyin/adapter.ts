import { createHash } from "node:crypto";
import type { ChannelAdapter, PushMeaning, PushMessage, PushReading, PushRequest, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { fetchOrderDetail, refreshAccess } from "./client";
import { toIncoming } from "./mapper";
import { type DouyinMessage, keptMessageSchema, messageDataSchema, messageSchema } from "./payloads";
import { douyinPull } from "./pull";
import { isEventSign } from "./signature";
import { douyinWriteBack } from "./write-back";

/** Sent by the platform when the subscription is switched on; acknowledged, nothing to keep. */
const TEST_TAG = "0";
const DIGEST_LENGTH = 16;

/** Douyin shop (抖店): signed pushes that say "order X changed", the detail and the repair by API. */
export const douyinAdapter: ChannelAdapter = {
  credentials: [],
  readPush,
  acknowledge: () => answer(200, { code: 0, msg: "success" }),
  refuse: ({ status, reason }) => answer(status, { code: status, msg: reason }),
  interpret,
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: douyinPull,
  writeBack: douyinWriteBack,
  feed: null,
  refreshAccess,
};

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

function readPush({ shop, headers, rawBody }: PushRequest): PushReading {
  const appId = headers["app-id"];
  if (appId !== undefined && appId !== shop.appKey) return { kind: "refused", reason: "app-id is not this shop's app" };
  const sign = headers["event-sign"];
  if (!sign) return { kind: "refused", reason: "event-sign is missing" };
  if (!isEventSign(shop, rawBody, sign)) return { kind: "refused", reason: "event-sign does not match the body" };
  return readMessages(new TextDecoder().decode(rawBody));
}

function readMessages(text: string): PushReading {
  let body: unknown;
  try {
    body = parseLosslessJson(text);
  } catch {
    return { kind: "unreadable", reason: "The body is not JSON." };
  }
  const parsed = messageSchema.array().safeParse(Array.isArray(body) ? body : [body]);
  if (!parsed.success) return { kind: "unreadable", reason: "The body is not a list of messages with tag and data." };
  const messages = parsed.data.filter((message) => !isTest(message)).map(toPushMessage);
  return { kind: "messages", messages, tests: parsed.data.length - messages.length };
}

/** Tag 0 without an order is the test; one public sample carries an order under tag 0, and orders are never dropped. */
function isTest(message: DouyinMessage): boolean {
  return message.tag === TEST_TAG && interpret({ tag: message.tag, data: message.data }).kind === "ignored";
}

/** The message id alone is not trusted to tell messages apart: tag and content are part of the key. */
function toPushMessage(message: DouyinMessage): PushMessage {
  const content = typeof message.data === "string" ? message.data : JSON.stringify(message.data ?? null);
  const digest = createHash("sha256").update(content).digest("hex").slice(0, DIGEST_LENGTH);
  const messageId = message.msg_id ?? message.msgId ?? "";
  return {
    dedupeKey: `${message.tag}:${messageId}:${digest}`,
    topic: `douyin.${message.tag}`,
    payload: { tag: message.tag, data: message.data ?? null },
  };
}

function interpret(payload: unknown): PushMeaning {
  const kept = keptMessageSchema.safeParse(payload);
  if (!kept.success) return { kind: "unreadable", reason: "The kept message has no tag." };
  const { tag } = kept.data;
  const content = contentOf(kept.data.data);
  if (content === undefined) return tag === TEST_TAG ? ignored() : { kind: "unreadable", reason: `The data of tag ${tag} is not JSON.` };
  const data = messageDataSchema.safeParse(content);
  if (!data.success) return tag === TEST_TAG ? ignored() : { kind: "unreadable", reason: `The data of tag ${tag} is not an object.` };
  if (data.data.shop_order_detail) return { kind: "order_detail", detail: data.data.shop_order_detail };
  const externalId = data.data.p_id ?? data.data.order_id;
  if (externalId === null || externalId === undefined || externalId === "") {
    return tag === TEST_TAG ? ignored() : { kind: "unreadable", reason: `The data of tag ${tag} names no order (p_id).` };
  }
  return { kind: "order_changed", externalId: String(externalId) };
}

function ignored(): PushMeaning {
  return { kind: "ignored", reason: "test message" };
}

function contentOf(data: unknown): unknown {
  if (typeof data !== "string") return data;
  try {
    return parseLosslessJson(data);
  } catch {
    return undefined;
  }
}
