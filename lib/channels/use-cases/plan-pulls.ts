import { reader, type Tx, withTransaction } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { adapterFor } from "../adapters/adapter-for";
import { SHOP_WIDE } from "../core/after-pull-failure";
import type { PullSide } from "../core/channel-adapter";
import { coverStart } from "../core/cover-start";
import { nextWindows } from "../core/plan-windows";
import { PULL_SILENT_MS } from "../core/pull-queue";
import { findLastEnd, insertWindows, listOpenWindows, loseSilent, type NewPullRow, type PullRow } from "../store/pull-store";
import { listShopRows, lockOptionalShop, type ShopRow, saveShop } from "../store/shop-store";
import { enqueuePull } from "./enqueue-pull";

/**
 * Plans each shop's next window, up to this moment, and calls up what waits: windows never started, failed ones whose
 * time has come, and those a dead worker left running. A shop with work under way, a pause or an open circuit gets no new
 * window; the next one then reaches back to where the last ended. A system job.
 */
export async function planPulls(ctx: Ctx): Promise<{ planned: number; recalled: number; lost: number }> {
  const total = { planned: 0, recalled: 0, lost: 0 };
  for (const { id, platform } of await listShopRows(reader())) {
    const pull = adapterFor(platform).pull;
    if (!pull) continue;
    const done = await withTransaction((tx) => planShop(tx, ctx, { shopId: id, pull }));
    total.planned += done.planned;
    total.recalled += done.recalled;
    total.lost += done.lost;
  }
  return total;
}

/** The shop's row is locked: of two planners at once the second finds the window of the first. */
async function planShop(tx: Tx, ctx: Ctx, input: { shopId: string; pull: PullSide }) {
  const { shopId, pull } = input;
  const now = ctx.clock.now();
  const shop = await lockOptionalShop(tx, shopId);
  const nothing = { planned: 0, recalled: 0, lost: 0 };
  if (!shop || shop.pausedAt) return nothing;
  const lost = await loseSilent(tx, { shopId, silentSince: new Date(now.getTime() - PULL_SILENT_MS) });
  const coverFrom = coverStart({ begun: shop.coverFrom, pull, apiBaseUrl: shop.settings.api_base_url, now });
  if (!coverFrom) return nothing;
  // A shop that was connected before its platform could be pulled is covered from now on.
  if (!shop.coverFrom) await saveShop(tx, shopId, { coverFrom });
  const open = await listOpenWindows(tx, shopId);
  const due = open.filter((window) => window.state !== "running" && (window.nextTryAt === null || window.nextTryAt <= now));
  for (const window of due) await enqueuePull(tx, { window });
  if (circuitIsOpen(shop, now) || open.some(holdsBack)) return { planned: 0, recalled: due.length, lost: lost.length };
  const lastEnd = await findLastEnd(tx, shopId);
  const windows = nextWindows({ lastEnd, coverFrom, now, maxWindowMs: pull.maxWindowMs });
  const rows = windows.map(({ from, to }): NewPullRow & { kind: "scheduled" } => {
    return { id: newId(), shopId, kind: "scheduled", fromAt: from, toAt: to, requestedBy: "schedule", createdAt: now };
  });
  await insertWindows(tx, rows);
  for (const window of rows) await enqueuePull(tx, { window });
  return { planned: rows.length, recalled: due.length, lost: lost.length };
}

function circuitIsOpen(shop: ShopRow, now: Date): boolean {
  return shop.breakerState === "open" && shop.breakerRetryAt !== null && shop.breakerRetryAt > now;
}

/** A backfill never holds back the schedule; a window the platform refuses for its own sake does not either. */
function holdsBack(window: PullRow): boolean {
  if (window.kind !== "scheduled") return false;
  return window.state !== "failed" || window.failureKind === null || SHOP_WIDE.includes(window.failureKind);
}
