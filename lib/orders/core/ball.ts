import type { ExceptionType } from "./exception-type";
import type { OrderEventType } from "./order-event";

/** Who an order waits for. The same words colour the bar on the order page and split the golden metric. */
export const BALL_HOLDERS = ["buyer", "buffer", "waiting_merge", "exception", "waiting_approval", "queue", "warehouse", "courier"] as const;
export type BallHolder = (typeof BALL_HOLDERS)[number];

export type BallSegment = { holder: BallHolder; from: Date; to: Date };

export type BallFacts = {
  placedAt: Date;
  paidAt: Date | null;
  readyAt: Date | null;
  shippedAt: Date | null;
  deliveredAt: Date | null;
  completedAt: Date | null;
  cancelledAt: Date | null;
  bufferUntil: Date | null;
  events: readonly {
    type: OrderEventType;
    occurredAt: Date;
    data: Record<string, unknown>;
  }[];
  exceptions: readonly {
    type: ExceptionType;
    openedAt: Date;
    closedAt: Date | null;
  }[];
  now: Date;
};

type Interval = { from: number; to: number };
/** Merge verdicts name the group, not the suggestion: an order waits for one merge at a time. */
const ONE_AT_A_TIME = "";

type Waits = { exception: Interval[]; approval: Interval[]; merge: Interval[] };

/**
 * The order's life from placed to now (or its end) cut into who held it: contiguous, in order, without gaps, so the
 * parts up to `readyAt` add up exactly to the golden metric.
 */
export function ballSegments(facts: BallFacts): BallSegment[] {
  const start = facts.placedAt.getTime();
  const end = Math.max(start, (facts.completedAt ?? facts.cancelledAt ?? facts.now).getTime());
  const waits = waitsOf(facts, end);
  const printed = facts.events.find((event) => event.type === "label_printed")?.occurredAt.getTime() ?? Number.POSITIVE_INFINITY;
  const segments: BallSegment[] = [];
  const cuts = cutsOf({ facts, waits, printed, start, end });
  for (let index = 0; index + 1 < cuts.length; index++) {
    const from = cuts[index] ?? start;
    const to = cuts[index + 1] ?? end;
    push(segments, {
      holder: holderAt({ facts, waits, printed, at: from }),
      from: new Date(from),
      to: new Date(to),
    });
  }
  return segments;
}

/** Milliseconds each holder kept the order between placed and ready; Σ = ready − placed, to the millisecond. */
export function goldenParts(facts: BallFacts): Partial<Record<BallHolder, number>> {
  const until = (facts.readyAt ?? facts.cancelledAt ?? facts.now).getTime();
  const parts: Partial<Record<BallHolder, number>> = {};
  for (const { holder, from, to } of ballSegments(facts)) {
    const length = Math.min(to.getTime(), until) - from.getTime();
    if (length > 0) parts[holder] = (parts[holder] ?? 0) + length;
  }
  return parts;
}

/** A named trouble outranks a pending approval, that a merge under way, that the plain wait of the stage. */
function holderAt(input: { facts: BallFacts; waits: Waits; printed: number; at: number }): BallHolder {
  const { facts, waits, printed, at } = input;
  if (!reached(facts.paidAt, at)) return "buyer";
  if (reached(facts.deliveredAt, at)) return "buyer";
  if (reached(facts.shippedAt, at)) return "courier";
  if (within(waits.exception, at)) return "exception";
  if (within(waits.approval, at)) return "waiting_approval";
  if (reached(facts.readyAt, at)) return at >= printed ? "warehouse" : "queue";
  if (within(waits.merge, at)) return "waiting_merge";
  return facts.bufferUntil !== null && at < facts.bufferUntil.getTime() ? "buffer" : "queue";
}

function waitsOf(facts: BallFacts, end: number): Waits {
  // `stuck` is an alarm about the holder, not a holder.
  const typed = facts.exceptions
    .filter((exception) => exception.type !== "stuck")
    .map(({ openedAt, closedAt }) => ({
      from: openedAt.getTime(),
      to: closedAt?.getTime() ?? end,
    }));
  return {
    exception: [
      ...typed,
      ...pairs({
        facts,
        opens: ["hold_placed"],
        closes: ["hold_released"],
        key: "hold_id",
        end,
      }),
    ],
    approval: pairs({
      facts,
      opens: ["change_requested"],
      closes: ["change_approved", "change_rejected", "change_withdrawn"],
      key: "change_request_id",
      end,
    }),
    merge: pairs({
      facts,
      opens: ["merge_suggested"],
      closes: ["merge_approved", "merge_rejected"],
      key: ONE_AT_A_TIME,
      end,
    }),
  };
}

function pairs(input: { facts: BallFacts; opens: OrderEventType[]; closes: OrderEventType[]; key: string; end: number }): Interval[] {
  const { facts, opens, closes, key, end } = input;
  const open = new Map<string, number>();
  const done: Interval[] = [];
  for (const event of [...facts.events].sort((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime())) {
    const id = String(event.data[key] ?? "");
    const at = event.occurredAt.getTime();
    if (opens.includes(event.type) && !open.has(id)) open.set(id, at);
    const from = open.get(id);
    if (!closes.includes(event.type) || from === undefined) continue;
    open.delete(id);
    done.push({ from, to: at });
  }
  return [...done, ...[...open.values()].map((from) => ({ from, to: end }))];
}

function cutsOf(input: { facts: BallFacts; waits: Waits; printed: number; start: number; end: number }): number[] {
  const { facts, waits, printed, start, end } = input;
  const instants = [facts.paidAt, facts.readyAt, facts.shippedAt, facts.deliveredAt, facts.bufferUntil].flatMap((at) => (at ? [at.getTime()] : []));
  const edges = [...waits.exception, ...waits.approval, ...waits.merge].flatMap(({ from, to }) => [from, to]);
  const inside = [...instants, ...edges, printed].filter((at) => at > start && at < end);
  return [...new Set([start, ...inside, end])].sort((a, b) => a - b);
}

function push(segments: BallSegment[], segment: BallSegment): void {
  const last = segments.at(-1);
  if (last?.holder === segment.holder) last.to = segment.to;
  else segments.push(segment);
}

function reached(instant: Date | null, at: number): boolean {
  return instant !== null && instant.getTime() <= at;
}

function within(intervals: Interval[], at: number): boolean {
  return intervals.some(({ from, to }) => from <= at && at < to);
}
