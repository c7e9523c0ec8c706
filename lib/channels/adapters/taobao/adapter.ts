import type { ChannelAdapter, PushMeaning, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { fetchOrderDetail, refreshAccess } from "./client";
import { taobaoFeed } from "./feed";
import { toIncoming } from "./mapper";
import { keptMessageSchema, messageContentSchema } from "./payloads";
import { taobaoPull } from "./pull";
import { taobaoWriteBack } from "./write-back";

/** Topics that tell of an order; the others (items, logistics of the platform) are acknowledged and dropped. */
const ORDER_TOPIC = /^taobao_(trade|refund)_/;

/** Taobao and Tmall: messages over TMC say "trade X changed", the trade by API, and a pull by modified time. */
export const taobaoAdapter: ChannelAdapter = {
  credentials: [
    { name: "tmc_group", required: false, secret: false },
    { name: "logistics", required: false, secret: false },
  ],
  readPush: () => ({ kind: "refused", reason: "Taobao pushes no webhooks: its messages come over TMC, which we connect to" }),
  acknowledge: () => answer(200, { success: true }),
  refuse: ({ status, reason }) => answer(status, { success: false, reason }),
  interpret,
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: taobaoPull,
  writeBack: taobaoWriteBack,
  feed: taobaoFeed,
  refreshAccess,
};

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}

/** A refund may be told before its order: the trade's own detail carries the refund of every line, so it is asked for. */
function interpret(payload: unknown): PushMeaning {
  const kept = keptMessageSchema.safeParse(payload);
  if (!kept.success) return { kind: "unreadable", reason: "The kept message has no topic." };
  const { topic } = kept.data;
  if (!ORDER_TOPIC.test(topic)) return { kind: "ignored", reason: `topic ${topic} tells of no order` };
  const content = messageContentSchema.safeParse(contentOf(kept.data.content));
  if (!content.success) return { kind: "unreadable", reason: `The content of ${topic} is not a JSON object.` };
  if (content.data.tid === "") return { kind: "unreadable", reason: `The content of ${topic} names no order (tid).` };
  return { kind: "order_changed", externalId: content.data.tid };
}

function contentOf(content: unknown): unknown {
  if (typeof content !== "string") return content;
  try {
    return parseLosslessJson(content);
  } catch {
    return null;
  }
}
