import type { FailureKind, FeedSide } from "./channel-adapter";

/** Messages kept in one transaction. */
export const FEED_BATCH = 200;
/** So many messages not kept yet stop the reading, until the database has caught up. */
export const MOST_WAITING = 2_000;
/** A connection that held for so long was a good one: the next failure is a first one again. */
export const GOOD_AFTER_MS = 30_000;
/** Reconnecting is life; failing so often in a row is worth a person's eye. */
export const TELL_AFTER = 3;

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;
const MINUTE = 60_000;
/** Only a person can help; a changed setting is seen at once, so this is for what is put right at the platform. */
const NEEDS_PERSON_MS = 10 * MINUTE;

/**
 * How long to wait before the next connection. `failures` counts the one just met, `unit` is random, 0 ≤ x < 1: half of
 * a pause is spread, so that the feeds of a platform that came back do not all come at once. Pure.
 */
export function reconnectPauseMs(input: { failure: FailureKind; failures: number; unit: number }): number {
  const { failure, failures, unit } = input;
  const full = fullPause(failure, failures);
  return Math.round(full / 2 + (full / 2) * unit);
}

function fullPause(failure: FailureKind, failures: number): number {
  switch (failure) {
    case "shop_setup":
    case "refused":
    case "not_found":
      return NEEDS_PERSON_MS;
    case "throttled":
    case "token_expired":
      return MINUTE;
    case "retryable":
      return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(failures - 1, 10), LONGEST_PAUSE_MS);
  }
}

export function needsPerson(failure: FailureKind): boolean {
  return failure === "shop_setup" || failure === "refused" || failure === "not_found";
}

/**
 * Is there a feed to listen to? A shop that a person paused has none; one whose API is a sandbox on this machine only
 * with an address of its own, lest a trial shop be announced to the real platform. Pure.
 */
export function wantsFeed(shop: { feed: FeedSide | null; pausedAt: Date | null; apiBaseUrl: string; feedUrl: string }): boolean {
  const { feed, pausedAt, apiBaseUrl, feedUrl } = shop;
  if (!feed || pausedAt) return false;
  return feedUrl !== "" || (apiBaseUrl !== "" && !/^https?:\/\/(localhost|127\.|\[::1\])/i.test(apiBaseUrl));
}
