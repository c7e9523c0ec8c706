const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Shanghai knows no summer time. */
const OFFSET_MS = 8 * HOUR_MS;

export const SPANS = ["last_hour", "today", "last_7_days", "last_30_days"] as const;
export type Span = (typeof SPANS)[number];

const DAYS: Record<Exclude<Span, "last_hour">, number> = { today: 1, last_7_days: 7, last_30_days: 30 };

/** Midnight in Shanghai so many days back, or an hour ago to the minute. */
export function startOfSpan(span: Span, now: Date): string {
  if (span === "last_hour") return new Date(Math.floor((now.getTime() - HOUR_MS) / 60_000) * 60_000).toISOString();
  const today = Math.floor((now.getTime() + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS;
  return new Date(today - (DAYS[span] - 1) * DAY_MS).toISOString();
}

/** The span that starts exactly there, or null for a time of one's own. */
export function spanOf(from: string, now: Date): Span | null {
  return SPANS.find((span) => Date.parse(startOfSpan(span, now)) === Date.parse(from)) ?? null;
}

/** "2026-11-24": the day in Shanghai of an instant. */
export function dayOf(instant: string): string {
  return new Date(Date.parse(instant) + OFFSET_MS).toISOString().slice(0, 10);
}

export function startOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS).toISOString();
}

/** Exclusive: the first instant of the next day. */
export function endOfDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - OFFSET_MS + DAY_MS).toISOString();
}
