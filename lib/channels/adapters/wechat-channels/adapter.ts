import { createHash } from "node:crypto";
import type { ChannelAdapter, PushMeaning, PushReading, PushRequest } from "@/lib/channels/core/channel-adapter";
import { refreshWechatAccess } from "@/lib/channels/wechat/call-wechat";
import { MESSAGE_CREDENTIALS, MESSAGE_TAKEN, readMessagePush } from "@/lib/channels/wechat/read-message-push";
import { channelsPull, fetchOrderDetail } from "./client";
import { toIncoming } from "./mapper";
import { eventSchema } from "./payloads";
import { channelsWriteBack } from "./write-back";

const DIGEST_LENGTH = 16;

/** WeChat Channels shop (视频号小店): encrypted events that say "order X changed", the order itself by API. */
export const wechatChannelsAdapter: ChannelAdapter = {
  credentials: MESSAGE_CREDENTIALS,
  readPush,
  acknowledge: () => MESSAGE_TAKEN,
  refuse: ({ status, reason }) => ({ status, contentType: "text/plain; charset=utf-8", body: reason }),
  interpret,
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: channelsPull,
  writeBack: channelsWriteBack,
  feed: null,
  refreshAccess: refreshWechatAccess,
};

/** WeChat tells an event again when it is not answered in time: sender, time, event and order make it the same. */
function readPush(request: PushRequest): PushReading {
  const reading = readMessagePush(request);
  if (reading.kind !== "event") return reading;
  const known = eventSchema.safeParse(reading.event).data;
  const digest = createHash("sha256").update(JSON.stringify(reading.event)).digest("hex").slice(0, DIGEST_LENGTH);
  const topic = `wechat_channels.${known?.Event || "message"}`;
  const dedupeKey = [known?.FromUserName, known?.CreateTime, known?.Event, known ? orderIdOf(known) : "", digest].join(":");
  return { kind: "messages", messages: [{ dedupeKey, topic, payload: reading.event }], tests: 0 };
}

function interpret(payload: unknown): PushMeaning {
  const event = eventSchema.safeParse(payload);
  if (!event.success) return { kind: "unreadable", reason: "The event has fields of the wrong kind." };
  const name = event.data.Event;
  if (!/^channels_ec_(order|aftersale)_/.test(name)) return { kind: "ignored", reason: `${name || "a message"} is not about an order` };
  const externalId = orderIdOf(event.data);
  return externalId === "" ? { kind: "unreadable", reason: `The event ${name} names no order (order_id).` } : { kind: "order_changed", externalId };
}

function orderIdOf(event: ReturnType<typeof eventSchema.parse>): string {
  return event.order_info?.order_id || event.finder_shop_aftersale_status_update?.order_id || event.order_id;
}
