/** Requests a second an actor may keep up, and how many may come at once after a pause. Per process. */
export const RATE = { perSecond: 200, burst: 600 } as const;

type Bucket = { tokens: number; at: number };
const buckets = new Map<string, Bucket>();
const MOST_BUCKETS = 10_000;

/** A token bucket per actor; false when it is empty. */
export function takeToken(actorId: string, now: Date): boolean {
  const at = now.getTime();
  const bucket = buckets.get(actorId) ?? { tokens: RATE.burst, at };
  const tokens = Math.min(RATE.burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1000) * RATE.perSecond);
  if (buckets.size >= MOST_BUCKETS && !buckets.has(actorId)) buckets.clear();
  buckets.set(actorId, { tokens: tokens >= 1 ? tokens - 1 : tokens, at });
  return tokens >= 1;
}
