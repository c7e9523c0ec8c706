import type { ChannelAdapter } from "@/lib/channels/core/channel-adapter";
import type { Platform } from "@/lib/shared/platform";
import { douyinAdapter } from "./douyin/adapter";
import { genericAdapter } from "./generic/adapter";

/** Platforms without their own adapter yet take canonical orders, signed with the shop's secret. */
export function adapterFor(platform: Platform): ChannelAdapter {
  return platform === "douyin" ? douyinAdapter : genericAdapter;
}
