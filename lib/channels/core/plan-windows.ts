import type { Interval } from "./coverage";

/** A change that the platform lists late, or under a clock that is behind ours, is caught by the pull after. */
export const PULL_OVERLAP_MS = 2 * 60_000;
/** Less new time than this is not worth a call. */
export const MIN_STEP_MS = 20_000;

/**
 * The windows from `from` to `to`, none longer than the platform allows: each begins where the one before ended. Pure.
 */
export function splitWindows(input: { from: Date; to: Date; maxWindowMs: number }): Interval[] {
  const { from, to, maxWindowMs } = input;
  const windows: Interval[] = [];
  for (let start = from.getTime(); start < to.getTime(); start += maxWindowMs) {
    windows.push({ from: new Date(start), to: new Date(Math.min(start + maxWindowMs, to.getTime())) });
  }
  return windows;
}

/** What a shop's next pull must bring: from the end of what was planned before, less the overlap, to the start of this one. Pure. */
export function nextWindows(input: { lastEnd: Date | null; coverFrom: Date; now: Date; maxWindowMs: number }): Interval[] {
  const { coverFrom, now, maxWindowMs } = input;
  const lastEnd = input.lastEnd ?? coverFrom;
  if (input.lastEnd && now.getTime() - lastEnd.getTime() < MIN_STEP_MS) return [];
  // A platform's longest window may be shorter than our overlap; then half of it overlaps.
  const overlap = Math.min(PULL_OVERLAP_MS, maxWindowMs / 2);
  return splitWindows({ from: new Date(lastEnd.getTime() - overlap), to: now, maxWindowMs });
}
