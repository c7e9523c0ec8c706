import type { CallFailure, FailureKind } from "./channel-adapter";

const MINUTE = 60_000;
const FIRST_PAUSE_MS = 30_000;
const LONGEST_PAUSE_MS = 15 * MINUTE;
/** Without a word from the platform, a throttle is taken to last this long. */
const THROTTLE_MS = MINUTE;
/** Only a person can help; looking again now and then costs little and heals what was put right elsewhere. */
const NEEDS_PERSON_MS: Record<Exclude<FailureKind, "retryable" | "throttled">, number> = {
  token_expired: 30 * MINUTE,
  shop_setup: 60 * MINUTE,
  refused: 60 * MINUTE,
  not_found: 60 * MINUTE,
};

/** When a window that failed is pulled again. `attempts` counts this one. Pure. */
export function nextPullTry(input: { failure: CallFailure; attempts: number; now: Date }): Date {
  const { failure, attempts, now } = input;
  return new Date(now.getTime() + pauseOf(failure, attempts));
}

function pauseOf(failure: CallFailure, attempts: number): number {
  switch (failure.kind) {
    case "throttled":
      return failure.retryAfterMs ?? THROTTLE_MS;
    case "retryable":
      return Math.min(FIRST_PAUSE_MS * 2 ** Math.min(attempts - 1, 10), LONGEST_PAUSE_MS);
    default:
      return NEEDS_PERSON_MS[failure.kind];
  }
}

/** Failures of the shop, not of one window: while one waits, planning more of the same would only fail alike. */
export const SHOP_WIDE: readonly FailureKind[] = ["retryable", "throttled", "token_expired", "shop_setup"];
