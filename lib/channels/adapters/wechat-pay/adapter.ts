import type { ChannelAdapter } from "@/lib/channels/core/channel-adapter";
import { refreshWechatAccess } from "@/lib/channels/wechat/call-wechat";
import { MESSAGE_CREDENTIALS } from "@/lib/channels/wechat/read-message-push";
import { fetchOrderDetail, wechatPayPull } from "./client";
import { interpret } from "./interpret";
import { toIncoming } from "./mapper";
import { readPush } from "./read-push";
import { wechatPayWriteBack } from "./write-back";

/**
 * A shop in a WeChat mini-program: Pay v3 notices say what was paid and refunded, order shipping management what was
 * shipped. Its orders come from the shop's own system, as canonical orders.
 */
export const wechatPayAdapter: ChannelAdapter = {
  credentials: [
    { name: "mchid", required: true, secret: false },
    { name: "api_v3_key", required: true, secret: true },
    { name: "platform_keys", required: true, secret: false, multiline: true },
    ...MESSAGE_CREDENTIALS.map((field) => ({ ...field, required: false })),
    { name: "consignor_contact", required: false, secret: false },
  ],
  readPush,
  acknowledge: () => ({ status: 204, contentType: "text/plain; charset=utf-8", body: "" }),
  refuse: ({ status, reason }) => ({
    status,
    contentType: "application/json; charset=utf-8",
    body: JSON.stringify({ code: "FAIL", message: reason }),
  }),
  interpret,
  fetchDetail: fetchOrderDetail,
  toIncoming,
  pull: wechatPayPull,
  writeBack: wechatPayWriteBack,
  feed: null,
  refreshAccess: refreshWechatAccess,
};
