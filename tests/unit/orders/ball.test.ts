import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type BallFacts, ballSegments, goldenParts } from "@/lib/orders/core/ball";
import { EXCEPTION_TYPES } from "@/lib/orders/core/exception-type";
import { STORY_EVENTS } from "@/lib/orders/core/order-event";
import { stuckAt } from "@/lib/orders/core/stage-threshold";

const at = (minute: number) => new Date(Date.parse("2026-11-24T01:00:00Z") + minute * 60_000);

const bare: BallFacts = {
  placedAt: at(0),
  paidAt: at(10),
  readyAt: null,
  shippedAt: null,
  deliveredAt: null,
  completedAt: null,
  cancelledAt: null,
  bufferUntil: at(40),
  events: [],
  exceptions: [],
  now: at(60),
};

const told = (facts: BallFacts) => ballSegments(facts).map(({ holder, from, to }) => [holder, (to.getTime() - from.getTime()) / 60_000]);

describe("who holds the ball", () => {
  it("cuts a plain wait into buyer, buffer and queue", () => {
    expect(told(bare)).toEqual([
      ["buyer", 10],
      ["buffer", 30],
      ["queue", 20],
    ]);
  });

  it("lets an approval outrank a merge under way, and a hold outrank both", () => {
    const events: BallFacts["events"] = [
      { type: "merge_suggested", occurredAt: at(12), data: { suggestion_id: "s" } },
      { type: "change_requested", occurredAt: at(20), data: { change_request_id: "c" } },
      { type: "hold_placed", occurredAt: at(25), data: { hold_id: "h" } },
      { type: "hold_released", occurredAt: at(30), data: { hold_id: "h" } },
      { type: "change_approved", occurredAt: at(35), data: { change_request_id: "c" } },
      { type: "merge_approved", occurredAt: at(38), data: { suggestion_id: "s" } },
    ];
    expect(told({ ...bare, events })).toEqual([
      ["buyer", 10],
      ["buffer", 2],
      ["waiting_merge", 8],
      ["waiting_approval", 5],
      ["exception", 5],
      ["waiting_approval", 5],
      ["waiting_merge", 3],
      ["buffer", 2],
      ["queue", 20],
    ]);
  });

  it("hands over at the label, the scan and the sign-off, and stops at completion", () => {
    const facts = { ...bare, readyAt: at(40), shippedAt: at(70), deliveredAt: at(90), completedAt: at(95), now: at(500) };
    const events: BallFacts["events"] = [{ type: "label_printed", occurredAt: at(55), data: {} }];
    expect(told({ ...facts, events })).toEqual([
      ["buyer", 10],
      ["buffer", 30],
      ["queue", 15],
      ["warehouse", 15],
      ["courier", 20],
      ["buyer", 5],
    ]);
  });

  it("covers placed to now without gap, and its parts add up to placed → ready exactly", () => {
    const instant = fc.integer({ min: 0, max: 500 * 60_000 }).map((ms) => new Date(at(0).getTime() + ms));
    const facts = fc.record({
      ready: fc.option(instant, { nil: null }),
      bufferUntil: fc.option(instant, { nil: null }),
      events: fc.array(
        fc.record({
          type: fc.constantFrom(...STORY_EVENTS),
          occurredAt: instant,
          data: fc.record({ hold_id: fc.constantFrom("a", "b") }),
        }),
        { maxLength: 15 },
      ),
      exceptions: fc.array(fc.record({ type: fc.constantFrom(...EXCEPTION_TYPES), openedAt: instant, closedAt: fc.option(instant, { nil: null }) }), {
        maxLength: 6,
      }),
    });
    fc.assert(
      fc.property(facts, ({ ready, bufferUntil, events, exceptions }) => {
        const all: BallFacts = { ...bare, paidAt: at(0), readyAt: ready, bufferUntil, events, exceptions, now: at(500) };
        const segments = ballSegments(all);
        expect(segments[0]?.from).toEqual(at(0));
        expect(segments.at(-1)?.to).toEqual(at(500));
        for (const [index, segment] of segments.entries()) if (index > 0) expect(segment.from).toEqual(segments[index - 1]?.to);
        const sum = Object.values(goldenParts(all)).reduce((total, part) => total + part, 0);
        expect(sum).toBe((ready ?? at(500)).getTime() - at(0).getTime());
      }),
    );
  });
});

describe("stuck", () => {
  it("counts from the end of the buffer while paid", () => {
    expect(stuckAt({ status: "paid", stageSince: at(10), bufferUntil: at(40), lastProgressAt: null })).toEqual(at(40 + 120));
  });

  it("counts a courier's scan as progress", () => {
    expect(stuckAt({ status: "shipped", stageSince: at(0), bufferUntil: null, lastProgressAt: at(100) })).toEqual(at(100 + 48 * 60));
  });

  it("never calls an unpaid or signed order stuck", () => {
    expect(stuckAt({ status: "unpaid", stageSince: at(0), bufferUntil: null, lastProgressAt: null })).toBeNull();
    expect(stuckAt({ status: "delivered", stageSince: at(0), bufferUntil: null, lastProgressAt: null })).toBeNull();
  });
});
