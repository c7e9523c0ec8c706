import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldLifecycle, type LifecycleFact, lifecycleMachine } from "@/lib/orders/core/lifecycle";
import { EVENT_SOURCES, type EventSource, LIFECYCLE_EVENTS, type LifecycleEvent } from "@/lib/orders/core/order-event";
import { machineFaults } from "@/lib/shared/state-machine";

const START = Date.parse("2026-11-24T01:00:00Z");

function fact(type: LifecycleEvent, minute: number, source: EventSource = "platform"): LifecycleFact {
  return { type, occurredAt: new Date(START + minute * 60_000), source, sourceEventId: `${source}:${type}:${minute}` };
}

const anyFact = fc
  .record({
    type: fc.constantFrom(...LIFECYCLE_EVENTS),
    minute: fc.integer({ min: 0, max: 20 }),
    source: fc.constantFrom(...(Object.keys(EVENT_SOURCES) as EventSource[])),
  })
  .map(({ type, minute, source }) => fact(type, minute, source));
const anyFacts = fc.uniqueArray(anyFact, { selector: (entry) => entry.sourceEventId, maxLength: 12 });

describe("the order lifecycle", () => {
  it("has no unknown, unreachable or unnamed end state", () => {
    expect(machineFaults(lifecycleMachine)).toEqual([]);
  });

  it("folds any arrival order of the same facts to the same result", () => {
    fc.assert(
      fc.property(
        anyFacts.chain((facts) =>
          fc.record({
            facts: fc.constant(facts),
            shuffled: fc.shuffledSubarray(facts, { minLength: facts.length, maxLength: facts.length }),
          }),
        ),
        ({ facts, shuffled }) => {
          expect(foldLifecycle(shuffled)).toEqual(foldLifecycle(facts));
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("quotes every fact it could neither apply nor absorb, and loses none", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const { refused, reached, status } = foldLifecycle(facts);
        for (const { fact: quoted } of refused) expect(facts).toContain(quoted);
        if (facts.some((entry) => entry.type === "completed") && refused.length === 0) expect(status).toBe("completed");
        expect(status === "unpaid" || reached[status] instanceof Date).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });

  it("takes a shipment straight from paid and counts that instant as ready", () => {
    const { status, reached } = foldLifecycle([fact("outbound_scan", 30, "warehouse"), fact("placed", 0), fact("paid", 1)]);
    expect(status).toBe("shipped");
    expect(reached.ready_to_ship).toEqual(new Date(START + 30 * 60_000));
  });

  it("absorbs a payment told again after shipping", () => {
    const facts = [fact("placed", 0), fact("paid", 1), fact("outbound_scan", 30), fact("paid", 40, "staff")];
    expect(foldLifecycle(facts)).toMatchObject({ status: "shipped", refused: [] });
  });

  it("refuses a scan before any payment, and applies it once the payment is known", () => {
    const scan = fact("outbound_scan", 30, "warehouse");
    expect(foldLifecycle([fact("placed", 0), scan]).refused).toEqual([{ fact: scan, status: "unpaid" }]);
    expect(foldLifecycle([fact("placed", 0), scan, fact("paid", 5)])).toMatchObject({ status: "shipped", refused: [] });
  });

  it("refuses to ship what was cancelled earlier", () => {
    const { status, refused } = foldLifecycle([fact("placed", 0), fact("paid", 1), fact("cancelled", 5), fact("outbound_scan", 9, "warehouse")]);
    expect(status).toBe("cancelled");
    expect(refused.map((entry) => entry.fact.type)).toEqual(["outbound_scan"]);
  });
});
