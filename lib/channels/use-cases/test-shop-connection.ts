import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { adapterFor } from "../adapters/adapter-for";
import type { PullPage } from "../core/channel-adapter";
import { adviceFor, type ConnectionTest } from "../core/connection-test";
import { type ShopIdInput, shopIdSchema } from "../core/shop-view";
import { findOptionalKnownShop, forgetKnownShops } from "../store/shop-access";
import { shopCaller } from "./shop-caller";
import { tellBreaker } from "./tell-breaker";

const HOUR_MS = 3_600_000;

/**
 * Asks a shop's platform for one page of its last hour, as a pull would, and takes nothing of it. A platform that only
 * pushes is asked nothing: the answer names the address to enter there. An answer of the platform closes an open circuit.
 */
export async function testShopConnection(ctx: Ctx, input: ShopIdInput): Promise<ConnectionTest> {
  requirePermission(ctx, "shops.operate");
  const { shop_id: id } = parseInput(shopIdSchema, input);
  // What was saved a moment ago, maybe in another process, is what has to be tested.
  forgetKnownShops();
  const shop = await findOptionalKnownShop(reader(), { id });
  if (!shop) throw notFound("channels", "shop", id);
  const { pull } = adapterFor(shop.platform);
  const nothing = { listed: null, total: null, kind: null, reason: "", push_path: `/api/webhooks/channels/${shop.access.code}` };
  if (!pull) {
    const advice = "This platform only pushes. Enter the push address at the platform; its first push shows here as the last push.";
    return { ...nothing, ok: true, pulls: false, advice, took_ms: 0 };
  }
  const begun = performance.now();
  const caller = shopCaller(ctx, { shop, callsPerSecond: pull.callsPerSecond });
  const now = ctx.clock.now();
  const window = { from: new Date(now.getTime() - Math.min(HOUR_MS, pull.maxWindowMs)), to: now };
  const page = await caller.ask<Extract<PullPage, { ok: true }>>((access, at) => pull.listChanged({ shop: access, window, cursor: null, now: at }));
  const took_ms = Math.round(performance.now() - begun);
  if (!page.ok) return { ...nothing, ok: false, pulls: true, kind: page.kind, reason: page.reason, advice: adviceFor(page.kind), took_ms };
  await tellBreaker(reader(), ctx, { shopId: id, outcome: { ok: true } });
  return { ...nothing, ok: true, pulls: true, listed: page.orders.length, total: page.total, advice: "", took_ms };
}
