import type { ChannelAdapter, PushMeaning, WebhookAnswer } from "@/lib/channels/core/channel-adapter";
import { fetchOrderDetail, refreshAccess } from "./client";
import { toIncoming } from "./mapper";
import { jdPull } from "./pull";
import { jdWriteBack } from "./write-back";

const NO_PUSHES = "JD pushes nothing: its orders are pulled by modified time";

/** JD's open platform (京东): orders by pull, details in the list, parcels and remarks told back. */
export const jdAdapter: ChannelAdapter = {
  credentials: [],
  readPush: () => ({ kind: "refused", reason: NO_PUSHES }),
  acknowledge: () => answer(200, { success: true }),
  refuse: ({ status, reason }) => answer(status, { success: false, reason }),
  interpret: (): PushMeaning => ({ kind: "unreadable", reason: NO_PUSHES }),
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: jdPull,
  writeBack: jdWriteBack,
  feed: null,
  refreshAccess,
};

function answer(status: number, body: unknown): WebhookAnswer {
  return { status, contentType: "application/json; charset=utf-8", body: JSON.stringify(body) };
}
