const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses after each failed attempt, as Standard Webhooks proposes: a receiver that is down for a weekend day loses nothing. */
const PAUSES_MS: readonly number[] = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** Up to a tenth more, so that what failed together does not come back together. */
const JITTER = 0.1;

/** When to try again after attempt number `attempts` failed; null after the last. `random` is between 0 and 1. */
export function nextAttemptAt(input: { attempts: number; at: Date; random: number; retryAfterMs?: number }): Date | null {
  const pause = PAUSES_MS[input.attempts - 1];
  if (pause === undefined) return null;
  return new Date(input.at.getTime() + Math.max(pause * (1 + JITTER * input.random), input.retryAfterMs ?? 0));
}

/** Failures in a row after which an endpoint rests, so that a dead receiver does not eat the worker. */
const BREAKER_FAILURES = 8;
const REST_MS = 5 * MINUTE;
/** An endpoint that took nothing for so long is switched off, and somebody is told. */
const DISABLE_AFTER_MS = 5 * 24 * HOUR;

export type EndpointHealth = { failures: number; failingSince: Date | null; retryAt: Date | null };

/** An endpoint's health after one more attempt, and whether it has to be switched off. Pure. */
export function healthAfter(health: EndpointHealth, outcome: { ok: boolean; at: Date }): EndpointHealth & { disable: boolean } {
  if (outcome.ok) return { failures: 0, failingSince: null, retryAt: null, disable: false };
  const failures = health.failures + 1;
  const failingSince = health.failingSince ?? outcome.at;
  const retryAt = failures >= BREAKER_FAILURES ? new Date(outcome.at.getTime() + REST_MS) : null;
  return { failures, failingSince, retryAt, disable: outcome.at.getTime() - failingSince.getTime() >= DISABLE_AFTER_MS };
}
