/** Half-open: from ≤ t < to. */
export type Interval = { from: Date; to: Date };

/** due: not pulled yet, and young enough that the next pull is expected to bring it. */
export const SEGMENT_STATES = ["covered", "in_flight", "failed", "due", "gap"] as const;
export type SegmentState = (typeof SEGMENT_STATES)[number];
export type Segment = Interval & { state: SegmentState };

/** A stretch that begins longer ago than this and is still not covered is a gap: ten missed pulls. */
export const GAP_TOLERANCE_MS = 10 * 60_000;

/** Somebody who stops a shop's pulls knows it, for so long; then it counts as forgotten. */
const FORGOTTEN_PAUSE_MS = 4 * 3_600_000;

/** Whether a pause still excuses what is not pulled. Pure. */
export function isKnownPause(pausedAt: Date | null, now: Date): boolean {
  return pausedAt !== null && now.getTime() - pausedAt.getTime() < FORGOTTEN_PAUSE_MS;
}

/**
 * One shop's time cut into what is known of it: contiguous segments, in order, each other than the one before. Required
 * is what lies between `coverFrom` and `now`; outside of it only what was pulled or is being pulled is drawn. Covered
 * outranks in flight, that failed. Intervals may overlap and come in any order. Pure.
 */
export function coverageSegments(input: {
  range: Interval;
  coverFrom: Date | null;
  now: Date;
  covered: readonly Interval[];
  inFlight: readonly Interval[];
  failed: readonly Interval[];
}): Segment[] {
  const { range, coverFrom, now } = input;
  const required = coverFrom ? [{ from: coverFrom, to: now }] : [];
  const layers = [
    { state: "covered", holds: walker(input.covered) },
    { state: "in_flight", holds: walker(input.inFlight) },
    { state: "failed", holds: walker(input.failed) },
    { state: "gap", holds: walker(required) },
  ] as const;
  const cuts = cutsOf(range, [...input.covered, ...input.inFlight, ...input.failed, ...required]);
  const segments: Segment[] = [];
  for (const [index, from] of cuts.entries()) {
    const to = cuts[index + 1];
    if (to === undefined) break;
    const states = layers.map(({ state, holds }) => (holds(from) ? state : null));
    const state = states.find((found) => found !== null);
    if (state) append(segments, { from: new Date(from), to: new Date(to), state });
  }
  const oldest = now.getTime() - GAP_TOLERANCE_MS;
  return segments.map((segment) => (segment.state === "gap" && segment.from.getTime() >= oldest ? { ...segment, state: "due" } : segment));
}

function cutsOf(range: Interval, intervals: readonly Interval[]): number[] {
  const [first, last] = [range.from.getTime(), range.to.getTime()];
  const inside = intervals.flatMap(({ from, to }) => [from.getTime(), to.getTime()]).filter((at) => at > first && at < last);
  return [...new Set([first, ...inside, last])].sort((a, b) => a - b);
}

/** Tells for ascending instants whether any interval holds them, in one walk. */
function walker(intervals: readonly Interval[]): (at: number) => boolean {
  const sorted = intervals.map(({ from, to }) => ({ from: from.getTime(), to: to.getTime() })).sort((a, b) => a.from - b.from);
  let next = 0;
  let until = Number.NEGATIVE_INFINITY;
  return (at) => {
    for (let found = sorted[next]; found && found.from <= at; found = sorted[next]) {
      until = Math.max(until, found.to);
      next += 1;
    }
    return at < until;
  };
}

function append(segments: Segment[], segment: Segment): void {
  const last = segments.at(-1);
  if (last && last.state === segment.state && last.to.getTime() === segment.from.getTime()) last.to = segment.to;
  else segments.push(segment);
}
