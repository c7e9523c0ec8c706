import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountsAddUp, type OrderContent } from "@/lib/orders/core/order-content";
import { type ChangeAction, changeActionsSchema, replayActions } from "@/lib/versions/core/change-action";
import { amountsCanCarry, paidAtQuantity } from "@/lib/versions/core/line-money";
import { contentLine, orderContent } from "../../support/order-content";

const newAddress = { type: "set_address", province: "广东省", city: "深圳市", district: "南山区", address: "科技园9号" } as const;

describe("set_address", () => {
  it("changes the place, keeps name and phone that were left out, and drops the platform's merge key of the old door", () => {
    const { after, issues, sentences } = replayActions(orderContent(), [newAddress]);
    expect(issues).toEqual([]);
    expect(after.receiver).toEqual({
      name: "张三丰",
      phone: "13812348000",
      province: "广东省",
      city: "深圳市",
      district: "南山区",
      town: "",
      address: "科技园9号",
    });
    expect(after.token).toBeNull();
    expect(sentences).toEqual([{ key: "set_address_place", params: { from: "浙江省 杭州市 西湖区", to: "广东省 深圳市 南山区" } }]);
  });

  it("that says what the order says already changes nothing, not even the merge key", () => {
    const content = orderContent();
    const { town: _town, ...receiver } = content.receiver;
    expect(replayActions(content, [{ type: "set_address", ...receiver }]).after).toEqual(content);
  });

  it("refuses masked text copied from the screen", () => {
    const { issues } = replayActions(orderContent(), [{ ...newAddress, address: "文三路***号*幢***室" }]);
    expect(issues.map((issue) => issue.path)).toEqual(["actions.0.address"]);
  });
});

describe("set_quantity", () => {
  it("lets paid follow pro rata and goods, discount and paid follow the line", () => {
    const { after } = replayActions(orderContent(), [{ type: "set_quantity", external_line_id: "1", quantity: 3 }]);
    expect(after.lines[0]).toMatchObject({ quantity: 3, paid: 38_400 });
    expect(after.amounts).toEqual({ goods: 61_600, freight: 0, discount: 400, paid: 61_200 });
  });

  it("rounds half a fen up, once, from what the version says", () => {
    expect(paidAtQuantity({ paid: 100, quantity: 3 }, 1)).toBe(33);
    expect(paidAtQuantity({ paid: 101, quantity: 2 }, 1)).toBe(51);
    expect(paidAtQuantity({ paid: 10_000_000_000, quantity: 100_000 }, 99_999)).toBe(9_999_900_000);
  });

  it.each([
    ["an unknown line", "9", "is no line"],
    ["a cancelled line", "2", "cancelled already"],
    ["a line in refund", "3", "refund"],
  ])("refuses %s and quotes it", (_title, id, sentence) => {
    const lines = [
      contentLine({ external_line_id: "1" }),
      contentLine({ external_line_id: "2", cancelled: true }),
      contentLine({ external_line_id: "3", refund_status: "requested" }),
    ];
    const { issues } = replayActions(orderContent({ lines }), [{ type: "set_quantity", external_line_id: id, quantity: 2 }]);
    expect(issues).toHaveLength(1);
    expect(issues[0]?.path).toBe("actions.0.external_line_id");
    expect(issues[0]?.message).toContain(sentence);
    expect(issues[0]?.message).toContain(`"${id}"`);
  });
});

describe("cancel_lines", () => {
  it("keeps the line on the order with what was paid for it, and takes it out of the amounts", () => {
    const { after } = replayActions(orderContent(), [{ type: "cancel_lines", external_line_ids: ["2"] }]);
    expect(after.lines[1]).toMatchObject({ cancelled: true, quantity: 1, paid: 22_800 });
    expect(after.amounts).toEqual({ goods: 12_900, freight: 0, discount: 100, paid: 12_800 });
  });

  it("of every line is refused and points to the platform", () => {
    const { issues } = replayActions(orderContent(), [{ type: "cancel_lines", external_line_ids: ["1", "2"] }]);
    expect(issues[0]?.message).toContain("cancel the whole order on the platform");
  });

  it("cannot be got around with two actions", () => {
    const { issues } = replayActions(orderContent(), [
      { type: "cancel_lines", external_line_ids: ["1"] },
      { type: "cancel_lines", external_line_ids: ["2"] },
    ]);
    expect(issues).toHaveLength(1);
  });
});

describe("a list of actions", () => {
  it("may change a line only once", () => {
    const { issues } = replayActions(orderContent(), [
      { type: "set_quantity", external_line_id: "1", quantity: 3 },
      { type: "set_quantity", external_line_id: "1", quantity: 1 },
    ]);
    expect(issues.map((issue) => issue.path)).toEqual(["actions.1"]);
  });

  it("is refused when an order-level discount is larger than what would be left", () => {
    const lines = [
      contentLine({ external_line_id: "1", unit_price: 10_000, paid: 10_000 }),
      contentLine({ external_line_id: "2", unit_price: 10_000, paid: 10_000 }),
    ];
    const content = orderContent({ lines, amounts: { goods: 20_000, freight: 0, discount: 15_000, paid: 5_000 } });
    expect(replayActions(content, [{ type: "cancel_lines", external_line_ids: ["2"] }]).issues[0]?.path).toBe("actions");
  });

  it("names an unknown field and an unknown type", () => {
    expect(changeActionsSchema.safeParse([{ ...newAddress, postcode: "518000" }]).success).toBe(false);
    expect(changeActionsSchema.safeParse([{ type: "set_colour" }]).success).toBe(false);
    expect(changeActionsSchema.safeParse([]).success).toBe(false);
  });
});

const anyLine = (index: number) =>
  fc
    .record({ quantity: fc.integer({ min: 1, max: 500 }), unit: fc.integer({ min: 0, max: 1_000_000 }), off: fc.integer({ min: 0, max: 100 }) })
    .map(({ quantity, unit, off }) =>
      contentLine({ external_line_id: String(index), quantity, unit_price: unit, paid: Math.floor((unit * quantity * (100 - off)) / 100) }),
    );

const anyOrder: fc.Arbitrary<OrderContent> = fc.integer({ min: 2, max: 6 }).chain((count) =>
  fc
    .record({ lines: fc.tuple(...Array.from({ length: count }, (_, index) => anyLine(index))), freight: fc.integer({ min: 0, max: 2_000 }) })
    .map(({ lines, freight }) => {
      const goods = lines.reduce((sum, line) => sum + line.unit_price * line.quantity, 0);
      const paid = lines.reduce((sum, line) => sum + line.paid, 0) + freight;
      return orderContent({ lines: [...lines], amounts: { goods, freight, discount: goods + freight - paid, paid } });
    }),
);

const anyEdit = anyOrder.chain((content) =>
  fc.record({
    content: fc.constant(content),
    actions: fc.shuffledSubarray(content.lines.slice(1), { minLength: 1 }).chain((lines) =>
      fc.tuple(
        ...lines.map((line) =>
          fc.oneof(
            fc
              .integer({ min: 1, max: 1_000 })
              .map((quantity): ChangeAction => ({ type: "set_quantity", external_line_id: line.external_line_id, quantity })),
            fc.constant<ChangeAction>({ type: "cancel_lines", external_line_ids: [line.external_line_id] }),
          ),
        ),
      ),
    ),
  }),
);

describe("money", () => {
  it("is conserved to the fen by any edit of an order that adds up: open lines + freight = paid = goods + freight − discount", () => {
    fc.assert(
      fc.property(anyEdit, ({ content, actions }) => {
        const { after, issues } = replayActions(content, actions);
        expect(issues).toEqual([]);
        const open = after.lines.filter((line) => !line.cancelled).reduce((sum, line) => sum + line.paid, 0);
        expect(open + after.amounts.freight).toBe(after.amounts.paid);
        expect(amountsAddUp(after)).toBe(true);
        expect(amountsCanCarry(after)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order in which different lines are edited, and the old content is left alone", () => {
    fc.assert(
      fc.property(anyEdit, ({ content, actions }) => {
        const kept = structuredClone(content);
        const there = replayActions(content, actions).after;
        expect(replayActions(content, [...actions].reverse()).after.amounts).toEqual(there.amounts);
        expect(content).toEqual(kept);
      }),
    );
  });
});
