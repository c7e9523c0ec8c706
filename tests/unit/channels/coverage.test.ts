import fc from "fast-check";
import { expect, test } from "vitest";
import { coverageSegments, GAP_TOLERANCE_MS, type Interval } from "@/lib/channels/core/coverage";
import { nextWindows, PULL_OVERLAP_MS, splitWindows } from "@/lib/channels/core/plan-windows";

const MINUTE = 60_000;
const at = (minute: number) => new Date(Date.UTC(2026, 10, 24, 1) + minute * MINUTE);
const stretch = (from: number, to: number): Interval => ({ from: at(from), to: at(to) });

const intervals = fc.array(
  fc.tuple(fc.integer({ min: -10, max: 110 }), fc.integer({ min: 1, max: 40 })).map(([from, length]) => stretch(from, from + length)),
  { maxLength: 8 },
);
const world = fc.record({
  covered: intervals,
  inFlight: intervals,
  failed: intervals,
  coverFrom: fc.option(fc.integer({ min: -5, max: 60 }).map(at)),
  now: fc.integer({ min: 50, max: 120 }).map(at),
});

const holds = (list: readonly Interval[], minute: number) => list.some(({ from, to }) => from <= at(minute) && at(minute) < to);

test("every minute has the state that looking at all intervals one by one gives it", () => {
  fc.assert(
    fc.property(world, ({ covered, inFlight, failed, coverFrom, now }) => {
      const segments = coverageSegments({ range: stretch(0, 100), coverFrom, now, covered, inFlight, failed });
      for (let minute = 0; minute < 100; minute++) {
        const required = coverFrom !== null && coverFrom <= at(minute) && at(minute) < now;
        const expected = holds(covered, minute)
          ? "covered"
          : holds(inFlight, minute)
            ? "in_flight"
            : holds(failed, minute)
              ? "failed"
              : required
                ? "missing"
                : null;
        const found = segments.find(({ from, to }) => from <= at(minute) && at(minute) < to)?.state ?? null;
        expect(found === "gap" || found === "due" ? "missing" : found).toBe(expected);
      }
    }),
  );
});

test("segments are in order, do not overlap, and no two of one state touch", () => {
  fc.assert(
    fc.property(world, (input) => {
      const segments = coverageSegments({ range: stretch(0, 100), ...input });
      for (const [index, segment] of segments.entries()) {
        expect(segment.from < segment.to).toBe(true);
        const next = segments[index + 1];
        if (!next) continue;
        expect(segment.to <= next.from).toBe(true);
        if (segment.to.getTime() === next.from.getTime()) expect(segment.state).not.toBe(next.state);
      }
    }),
  );
});

test("what is not pulled yet is due until it is older than the tolerance, then all of it is a gap", () => {
  const of = (coveredUntil: number) =>
    coverageSegments({ range: stretch(0, 100), coverFrom: at(0), now: at(60), covered: [stretch(0, coveredUntil)], inFlight: [], failed: [] });
  const minutes = GAP_TOLERANCE_MS / MINUTE;
  expect(of(60 - minutes).at(-1)).toEqual({ ...stretch(60 - minutes, 60), state: "due" });
  expect(of(59 - minutes).at(-1)).toEqual({ ...stretch(59 - minutes, 60), state: "gap" });
});

test("split windows touch, fill the range exactly and are never longer than the platform allows", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1_000, max: 3_600_000 }), (length, maxWindowMs) => {
      const [from, to] = [at(0), new Date(at(0).getTime() + length)];
      const windows = splitWindows({ from, to, maxWindowMs });
      expect(windows[0]?.from).toEqual(from);
      expect(windows.at(-1)?.to).toEqual(to);
      for (const [index, window] of windows.entries()) {
        expect(window.to.getTime() - window.from.getTime()).toBeLessThanOrEqual(maxWindowMs);
        if (index > 0) expect(window.from).toEqual(windows[index - 1]?.to);
      }
    }),
  );
});

test("the next window begins the overlap before the end of the last, and not before there is something new", () => {
  const plan = (now: number, lastEnd: Date | null = at(10)) => nextWindows({ lastEnd, coverFrom: at(0), now: at(now), maxWindowMs: 30 * MINUTE });
  expect(plan(11)).toEqual([{ from: new Date(at(10).getTime() - PULL_OVERLAP_MS), to: at(11) }]);
  expect(plan(10.1)).toEqual([]);
  expect(plan(1, null)[0]?.from).toEqual(new Date(at(0).getTime() - PULL_OVERLAP_MS));
  const tight = nextWindows({ lastEnd: at(10), coverFrom: at(0), now: at(11), maxWindowMs: MINUTE });
  expect(tight.at(-1)?.to).toEqual(at(11));
  expect(tight.length).toBeLessThanOrEqual(2);
});
