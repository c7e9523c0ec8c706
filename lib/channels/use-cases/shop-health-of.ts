import { adapterFor } from "../adapters/adapter-for";
import { missingCredentials } from "../core/check-credentials";
import { pullLag, troublesOf } from "../core/shop-health";
import { silentSince } from "../core/shop-silence";
import type { ShopView } from "../core/shop-view";
import { openShop } from "../store/shop-access";
import type { ShopRow } from "../store/shop-store";
import type { countOpenWriteBacks } from "../store/write-back-store";

type Input = {
  row: ShopRow;
  now: Date;
  coveredUntil: Date | null;
  writeBacks: Awaited<ReturnType<typeof countOpenWriteBacks>>;
  deadLetters: number;
};

/** Step: how a shop is, and what of its secrets is there. Opens them and tells only whether they are filled. */
export function shopHealthOf({ row, now, coveredUntil, writeBacks, deadLetters }: Input): ShopView["health"] {
  const { pull, credentials: fields, refreshAccess } = adapterFor(row.platform);
  const { access } = openShop(row);
  const missing = missingCredentials(fields, access.credentials);
  const { lastPushAt, lastFeedAt, lastPullAt, pausedAt, coverFrom } = row;
  const pulled = pull !== null && coverFrom !== null;
  const counted = (...states: string[]) => writeBacks.filter(({ state }) => states.includes(state)).reduce((sum, { count }) => sum + count, 0);
  const stopped = counted("stopped");
  const facts = {
    breakerClosed: row.breakerState === "closed",
    tokenExpiresAt: row.tokenExpiresAt,
    renewsToken: refreshAccess !== null && access.refreshToken !== "",
    missingCredentials: missing,
    pullable: pull !== null,
    coverFrom: pulled ? coverFrom : null,
    coveredUntil,
    pausedAt,
    silentSince: silentSince({ lastPushAt, lastFeedAt, lastPullAt, pulled, pausedAt }, now),
    stoppedWriteBacks: stopped,
    deadLetters,
  };
  return {
    troubles: troublesOf(facts, now),
    pulls: pull === null ? "push_only" : coverFrom === null ? "waiting" : pausedAt ? "paused" : "on",
    lag_seconds: pullLag(facts, now),
    breaker: { state: row.breakerState, retry_at: row.breakerRetryAt?.toISOString() ?? null, reason: row.breakerReason },
    token_expires_at: row.tokenExpiresAt?.toISOString() ?? null,
    last_pull_at: lastPullAt?.toISOString() ?? null,
    last_feed_at: lastFeedAt?.toISOString() ?? null,
    paused_at: pausedAt?.toISOString() ?? null,
    paused_reason: row.pausedReason,
    filled: {
      app_key: access.appKey !== "",
      access_token: access.accessToken !== "",
      refresh_token: access.refreshToken !== "",
      credentials: Object.keys(access.credentials).filter((name) => (access.credentials[name] ?? "") !== ""),
    },
    missing_credentials: missing,
    write_backs: { waiting: counted("pending", "sending"), failed: counted("failed"), stopped },
  };
}
