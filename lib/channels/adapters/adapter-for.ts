import type { ChannelAdapter } from "@/lib/channels/core/channel-adapter";
import type { Platform } from "@/lib/shared/platform";
import { douyinAdapter } from "./douyin/adapter";
import { genericAdapter } from "./generic/adapter";
import { jdAdapter } from "./jd/adapter";
import { pddAdapter } from "./pdd/adapter";
import { taobaoAdapter } from "./taobao/adapter";
import { wechatChannelsAdapter } from "./wechat-channels/adapter";
import { wechatPayAdapter } from "./wechat-pay/adapter";

/** One line per platform; the generic one takes canonical orders, signed with the shop's secret. */
const ADAPTERS: Readonly<Record<Platform, ChannelAdapter>> = {
  douyin: douyinAdapter,
  taobao: taobaoAdapter,
  jd: jdAdapter,
  pdd: pddAdapter,
  wechat_pay: wechatPayAdapter,
  wechat_channels: wechatChannelsAdapter,
  generic: genericAdapter,
};

export function adapterFor(platform: Platform): ChannelAdapter {
  return ADAPTERS[platform];
}
