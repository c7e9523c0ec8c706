/** Platforms a shop can be on; names as in `tongdan shop create --platform`. */
export const PLATFORMS = ["douyin", "taobao", "jd", "pdd", "wechat_pay", "wechat_channels", "generic"] as const;
export type Platform = (typeof PLATFORMS)[number];
