import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { PLATFORMS } from "@/lib/shared/platform";
import { adapterFor } from "../adapters/adapter-for";
import type { PlatformView } from "../core/shop-view";

/** What each platform can do and asks for: the form that connects a shop is made from it. */
export async function listPlatforms(ctx: Ctx, _input: Record<string, never> = {}): Promise<{ platforms: PlatformView[] }> {
  requirePermission(ctx, "shops.read");
  return {
    platforms: PLATFORMS.map((platform) => {
      const { pull, writeBack, feed, refreshAccess, credentials } = adapterFor(platform);
      return {
        platform,
        pulls: pull !== null,
        feeds: feed !== null,
        tells_parcels: writeBack !== null,
        tells_notes: writeBack?.sendNote != null,
        renews_token: refreshAccess !== null,
        credentials: credentials.map(({ name, required, secret, multiline = false }) => ({ name, required, secret, multiline })),
      };
    }),
  };
}
