import type { ChannelAdapter, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { fetchOrderDetail, refreshAccess } from "./client";
import { interpret, pddFeed } from "./feed";
import { toIncoming } from "./mapper";
import { pddPull } from "./pull";
import { pddWriteBack } from "./write-back";

/** Pinduoduo (拼多多): messages over its own websocket that say "order X changed", the detail and the repair by API. */
export const pddAdapter: ChannelAdapter = {
  credentials: [],
  readPush: () => ({ kind: "refused", reason: "Pinduoduo sends no webhooks: its messages come over the message centre" }),
  acknowledge: () => answer(200, { success: true }),
  refuse: ({ status, reason }) => answer(status, { success: false, reason }),
  interpret,
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: pddPull,
  writeBack: pddWriteBack,
  feed: pddFeed,
  refreshAccess,
};

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}
