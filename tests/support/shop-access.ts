import type { ShopAccess } from "@/lib/channels/core/channel-adapter";

/** A shop as adapters see it, with invented secrets. */
export function shopAccess(change: Partial<ShopAccess> = {}): ShopAccess {
  return {
    code: "s",
    appKey: "7001000200030004",
    appSecret: "secret-of-the-test-app",
    accessToken: "access-1",
    refreshToken: "refresh-1",
    platformShopId: "",
    apiBaseUrl: "",
    feedUrl: "",
    credentials: {},
    ...change,
  };
}
