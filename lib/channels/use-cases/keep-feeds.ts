import { openLockSession } from "@/db/lock-session";
import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { adapterFor } from "../adapters/adapter-for";
import type { FeedSide } from "../core/channel-adapter";
import { wantsFeed } from "../core/feed-policy";
import { findOptionalKnownShop, type KnownShop } from "../store/shop-access";
import { listShopRows } from "../store/shop-store";
import { runFeed } from "./run-feed";

/** A new, changed or paused shop, and the feed of a worker that died, are taken up within this and the two seconds a shop is kept. */
const LOOK_EVERY_MS = 5_000;

type Wanted = { shop: KnownShop; feed: FeedSide };
type Running = { mark: string; stop: () => Promise<void> };

export type Feeds = { stop(): Promise<void> };

/**
 * Keeps one connection for every shop that has a feed, as long as it runs. Of several workers one holds a shop's lock
 * and its connection; the database frees the locks of one that died, and another connects within seconds.
 */
export function keepFeeds(ctx: Ctx, input: { databaseUrl: string; onProblem: (text: string) => void; lookEveryMs?: number }): Feeds {
  requirePermission(ctx, "orders.ingest");
  const { databaseUrl, onProblem, lookEveryMs = LOOK_EVERY_MS } = input;
  const running = new Map<string, Running>();
  const locks = openLockSession({ url: databaseUrl, onLost: () => void stopAll() });
  let stopped = false;
  let looking: Promise<void> | null = null;

  const stopAll = () => Promise.all([...running.keys()].map(stopOne));
  async function stopOne(shopId: string): Promise<void> {
    const feed = running.get(shopId);
    running.delete(shopId);
    await feed?.stop();
  }

  async function look(): Promise<void> {
    if (running.size > 0) await locks.check();
    const wanted = await listWanted(onProblem);
    for (const [shopId, { mark }] of running) {
      const now = wanted.get(shopId);
      if (now && markOf(now.shop) === mark) continue;
      await stopOne(shopId);
      await locks.unlock(lockName(shopId));
    }
    for (const [shopId, one] of wanted) {
      if (!stopped && !running.has(shopId) && (await locks.tryLock(lockName(shopId)))) running.set(shopId, start(ctx, { ...one, onProblem }));
    }
  }

  const tick = () => {
    looking ??= look()
      .catch((error: unknown) => onProblem(`feeds: ${error instanceof Error ? error.message : String(error)}`))
      .finally(() => {
        looking = null;
      });
  };
  tick();
  const timer = setInterval(tick, lookEveryMs);
  return {
    async stop() {
      stopped = true;
      clearInterval(timer);
      await looking;
      await stopAll();
      await locks.close();
    },
  };
}

function lockName(shopId: string): string {
  return `tongdan feed ${shopId}`;
}

async function listWanted(onProblem: (text: string) => void): Promise<Map<string, Wanted>> {
  const wanted = new Map<string, Wanted>();
  for (const { id, platform, pausedAt, settings, code } of await listShopRows(reader())) {
    const { feed } = adapterFor(platform);
    if (!feed || !wantsFeed({ feed, pausedAt, apiBaseUrl: settings.api_base_url, feedUrl: settings.feed_url ?? "" })) continue;
    try {
      const shop = await findOptionalKnownShop(reader(), { id });
      if (shop) wanted.set(id, { shop, feed });
    } catch (error) {
      // One shop whose secrets cannot be opened does not silence the others.
      onProblem(`feed of ${code}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return wanted;
}

/** What a connection is made of; a renewed token is none of it. */
function markOf({ access }: KnownShop): string {
  return JSON.stringify({ ...access, accessToken: "", refreshToken: "", apiBaseUrl: "" });
}

function start(ctx: Ctx, input: Wanted & { onProblem: (text: string) => void }): Running {
  const ending = new AbortController();
  const over = runFeed(ctx, { ...input, signal: ending.signal });
  return {
    mark: markOf(input.shop),
    async stop() {
      ending.abort();
      await over;
    },
  };
}
