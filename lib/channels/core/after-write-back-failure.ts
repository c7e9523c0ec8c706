import { nextPullTry } from "./after-pull-failure";
import type { CallFailure, FailureKind } from "./channel-adapter";

/** A platform may not know an order at once; one that it does not know after these tries it will never know. */
const NOT_FOUND_TRIES = 3;
const NOT_FOUND_PAUSE_MS = 10 * 60_000;

/** Failures that would meet every other parcel of the shop in the next second as well. */
export const ENDS_THE_RUN: readonly FailureKind[] = ["retryable", "throttled", "token_expired"];

/** What becomes of a write-back that failed: tried again at an instant, or left to a person. `attempts` counts this one. Pure. */
export function afterWriteBackFailure(input: {
  failure: CallFailure;
  attempts: number;
  now: Date;
}): { stop: true } | { stop: false; nextTryAt: Date } {
  const { failure, attempts, now } = input;
  if (failure.kind === "refused") return { stop: true };
  if (failure.kind !== "not_found") return { stop: false, nextTryAt: nextPullTry(input) };
  return attempts >= NOT_FOUND_TRIES ? { stop: true } : { stop: false, nextTryAt: new Date(now.getTime() + NOT_FOUND_PAUSE_MS) };
}
