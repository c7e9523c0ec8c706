/** A shop that trades is heard of many times in two hours; at night hardly anybody orders. Hours of Shanghai. */
const SILENT_AFTER_MS = 2 * 3_600_000;
const DAY_HOURS = { from: 9, to: 23 } as const;
const SHANGHAI_OFFSET_MS = 8 * 3_600_000;
/** A shop that is only pulled answers every few minutes, by night too. */
const PULL_SILENT_AFTER_MS = 30 * 60_000;

export type ShopPulse = {
  lastPushAt: Date | null;
  lastFeedAt: Date | null;
  lastPullAt: Date | null;
  pulled: boolean;
  pausedAt: Date | null;
};

/**
 * Since when a shop is silent, or null when it is not. Only a shop that was heard of before can fall silent; one that a
 * person paused is not. Pure.
 */
export function silentSince(shop: ShopPulse, now: Date): Date | null {
  if (shop.pausedAt !== null) return null;
  const heard = [shop.lastPushAt, shop.lastFeedAt, shop.lastPullAt].filter((at) => at !== null).map((at) => at.getTime());
  if (heard.length === 0) return null;
  const last = new Date(Math.max(...heard));
  const age = now.getTime() - last.getTime();
  if (shop.pulled) return age > PULL_SILENT_AFTER_MS ? last : null;
  const hour = new Date(now.getTime() + SHANGHAI_OFFSET_MS).getUTCHours();
  const awake = hour >= DAY_HOURS.from + SILENT_AFTER_MS / 3_600_000 && hour < DAY_HOURS.to;
  return awake && age > SILENT_AFTER_MS ? last : null;
}
