import fc from "fast-check";
import { expect, test } from "vitest";
import { applyRefunds, isWhollyRefunded, settledRefunds, type ToldRefund, unexplainedRefunds } from "@/lib/orders/core/apply-refunds";
import { contentFromIncoming } from "@/lib/orders/core/incoming-content";
import { incomingOrderSchema } from "@/lib/orders/core/incoming-order";
import { incomingOrder } from "../../support/incoming-order";

const line = (id: string, refund_status: "none" | "requested" = "none") => ({
  external_line_id: id,
  quantity: 1,
  unit_price: 5000,
  paid: 5000,
  refund_status,
});
const content = contentFromIncoming(
  incomingOrderSchema.parse(incomingOrder({ shop: "s", external_id: "1", amounts: { goods: 10_000, paid: 10_000 }, lines: [line("a"), line("b")] })),
);
const refund = (change: Partial<ToldRefund> = {}): ToldRefund => ({
  refundId: "r",
  externalLineIds: null,
  status: "refunded",
  amount: 10_000,
  ...change,
});
const statuses = (refunds: ToldRefund[], from = content) => applyRefunds(from, refunds).lines.map((one) => one.refund_status);

test.each<[string, ToldRefund[], string[]]>([
  ["all the money back", [refund()], ["refunded", "refunded"]],
  ["all of it in two parts", [refund({ refundId: "1", amount: 4000 }), refund({ refundId: "2", amount: 6000 })], ["refunded", "refunded"]],
  ["a part that nobody named", [refund({ amount: 1000 })], ["closed", "closed"]],
  ["one still open", [refund({ status: "refunding", amount: 1000 })], ["refunding", "refunding"]],
  ["one called off", [refund({ status: "closed" })], ["closed", "closed"]],
  ["one of a named line", [refund({ externalLineIds: ["b"], amount: 5000 })], ["none", "refunded"]],
  [
    "a named one and an open one",
    [refund({ externalLineIds: ["b"], amount: 5000 }), refund({ refundId: "2", status: "requested", amount: 1 })],
    ["requested", "requested"],
  ],
])("with %s the lines are told", (_words, refunds, expected) => {
  expect(statuses(refunds)).toEqual(expected);
});

test("a cancelled line is left alone", () => {
  const first = content.lines[0];
  if (!first) throw new Error("The content has no line.");
  const from = { ...content, lines: [{ ...first, cancelled: true }, ...content.lines.slice(1)] };
  expect(statuses([refund()], from)).toEqual(["none", "refunded"]);
});

test("money back for a part nobody named wants a person, unless it is all back by now", () => {
  const part = refund({ refundId: "1", amount: 4000 });
  expect(unexplainedRefunds(content, [part])).toEqual([part]);
  expect(unexplainedRefunds(content, [part, refund({ refundId: "2", amount: 6000 })])).toEqual([]);
  expect(unexplainedRefunds(content, [refund({ externalLineIds: ["a"], amount: 4000 })])).toEqual([]);
});

test("a snapshot that does not know of a refund takes none back, and one that knows of another keeps it open", () => {
  expect(applyRefunds(content, [refund()]).lines.map((one) => one.refund_status)).toEqual(["refunded", "refunded"]);
  const own = { ...content, lines: content.lines.map((one) => ({ ...one, refund_status: "requested" as const })) };
  expect(applyRefunds(own, [refund({ amount: 1 })]).lines.map((one) => one.refund_status)).toEqual(["requested", "requested"]);
});

test("what is told of no line takes no line's own state away, whichever came first", () => {
  const [first, second] = content.lines;
  if (!first || !second) throw new Error("The content has no two lines.");
  const own = { ...content, lines: [{ ...first, refund_status: "refunded" as const }, second] };
  const [open, part] = [refund({ status: "refunding", amount: 5000 }), refund({ amount: 5000 })];
  expect(statuses([part], own)).toEqual(["refunded", "closed"]);
  const asked = { ...content, lines: [{ ...first, refund_status: "requested" as const }, second] };
  expect(statuses([part], asked)).toEqual(["requested", "closed"]);
  expect(statuses([refund()], asked)).toEqual(["refunded", "refunded"]);
  expect(applyRefunds(applyRefunds(content, [open]), [part], [open]).lines.map((one) => one.refund_status)).toEqual(["closed", "closed"]);
});

test("in whatever order, and however often, the states of refunds are told, they come to the same", () => {
  const told = fc.record({
    refundId: fc.constantFrom("1", "2", "3"),
    externalLineIds: fc.constantFrom<string[] | null>(null, ["a"], ["b"]),
    status: fc.constantFrom("requested" as const, "refunding" as const, "refunded" as const, "closed" as const),
    amount: fc.constantFrom(0, 4000, 6000),
  });
  // One refund names its lines and its amount once and for all.
  const consistent = fc.array(told, { maxLength: 8 }).map((list) => {
    const first = new Map(list.toReversed().map((one) => [one.refundId, one]));
    return list.map((one) => ({
      ...one,
      externalLineIds: first.get(one.refundId)?.externalLineIds ?? null,
      amount: first.get(one.refundId)?.amount ?? 0,
    }));
  });
  const outcome = (list: ToldRefund[]) => {
    const settled = settledRefunds(list);
    return [statuses(settled), isWhollyRefunded(content, settled)];
  };
  fc.assert(
    fc.property(consistent, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (list, randoms) => {
      const shuffled = [...list, ...list].map((one) => ({ one, at: randoms.next().value })).sort((a, b) => a.at - b.at);
      expect(outcome(shuffled.map(({ one }) => one))).toEqual(outcome(list));
    }),
  );
});
