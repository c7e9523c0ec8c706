import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contentDiff, maskDiff } from "@/lib/orders/core/content-diff";
import { machineFaults } from "@/lib/shared/state-machine";
import { approvalFor } from "@/lib/versions/core/approval";
import { replayActions } from "@/lib/versions/core/change-action";
import { changeMachine } from "@/lib/versions/core/change-state";
import { diffText } from "@/lib/versions/core/evaluate-change";
import { moneyEffect } from "@/lib/versions/core/money-effect";
import { permittedActs } from "@/lib/versions/core/permitted-acts";
import { restoreContent } from "@/lib/versions/core/restore-content";
import { assessRisk, type RiskFacts } from "@/lib/versions/core/risk";
import { restoreRefusals, stageRefusals } from "@/lib/versions/core/stage-rules";
import { contentLine, orderContent } from "../../support/order-content";

const NOW = new Date("2026-11-24T06:00:00Z");
const inMinutes = (minutes: number) => new Date(NOW.getTime() + minutes * 60_000);
const moved = replayActions(orderContent(), [
  { type: "set_address", province: "广东省", city: "深圳市", district: "南山区", address: "科技园9号" },
]).after;

function facts(override: Partial<RiskFacts> = {}): RiskFacts {
  const before = orderContent();
  return { before, after: before, now: NOW, promisedShipAt: null, recentChanges: 0, labelPrinted: false, inGroup: false, ...override };
}
const worth = (paid: number) => orderContent({ amounts: { goods: paid, freight: 0, discount: 0, paid } });

describe("risk", () => {
  it.each([
    ["a small order with time is low", facts({ promisedShipAt: inMinutes(600) }), "low", []],
    ["¥1,000 is elevated", facts({ before: worth(100_000), after: worth(100_000) }), "elevated", ["value"]],
    ["¥5,000 is high", facts({ before: worth(500_000), after: worth(500_000) }), "high", ["value"]],
    ["29 minutes to the cut-off is elevated", facts({ promisedShipAt: inMinutes(29) }), "elevated", ["cutoff"]],
    [
      "¥1,000 with 29 minutes left is high",
      facts({ before: worth(100_000), promisedShipAt: inMinutes(29) }),
      "high",
      ["value", "cutoff", "value_near_cutoff"],
    ],
    ["another province is elevated", facts({ after: moved }), "elevated", ["other_province"]],
    ["a third edit in a week is elevated", facts({ recentChanges: 2 }), "elevated", ["repeat_edits"]],
    ["a printed label is high", facts({ labelPrinted: true }), "high", ["label_printed"]],
    ["membership in a group is told, and low", facts({ inGroup: true }), "low", ["in_group"]],
    [
      "three doubts at once are high",
      facts({ after: moved, recentChanges: 2, promisedShipAt: inMinutes(5) }),
      "high",
      ["cutoff", "other_province", "repeat_edits", "many_factors"],
    ],
  ] as const)("%s", (_title, given, level, factors) => {
    const risk = assessRisk(given);
    expect(risk.level).toBe(level);
    expect(risk.reasons.map((reason) => reason.factor)).toEqual(factors);
  });

  it("sees a quantity jump and says from what to what", () => {
    const after = replayActions(orderContent(), [{ type: "set_quantity", external_line_id: "1", quantity: 3 }]).after;
    expect(assessRisk(facts({ after })).reasons).toEqual([
      { factor: "quantity_jump", level: "elevated", params: { title: "T恤 白 L", from: 1, to: 3 } },
    ]);
  });
});

describe("the deadline of an approval", () => {
  it("is the patience of its risk when there is no cut-off, and leaves the warehouse its minutes when there is", () => {
    expect(approvalFor({ level: "low", now: NOW, promisedShipAt: null }).due_at).toBe(inMinutes(240).toISOString());
    expect(approvalFor({ level: "low", now: NOW, promisedShipAt: inMinutes(60) }).due_at).toBe(inMinutes(45).toISOString());
    expect(approvalFor({ level: "high", now: NOW, promisedShipAt: inMinutes(600) }).due_at).toBe(inMinutes(30).toISOString());
  });

  it("is never sooner than a person can read, and states what happens then", () => {
    expect(approvalFor({ level: "high", now: NOW, promisedShipAt: inMinutes(-30) })).toEqual({
      required_roles: ["admin"],
      due_at: inMinutes(10).toISOString(),
      on_expiry: "not_applied",
    });
  });
});

describe("the text an approval is bound to", () => {
  const text = (baseVersion: number, after = moved) => diffText({ orderId: "o", baseVersion, changes: contentDiff(orderContent(), after) });

  it("is the same for the same change whatever the order of its fields, and another for another base or value", () => {
    const changes = contentDiff(orderContent(), moved);
    expect(diffText({ orderId: "o", baseVersion: 1, changes: [...changes].reverse() })).toBe(text(1));
    expect(text(2)).not.toBe(text(1));
    expect(text(1, { ...moved, receiver: { ...moved.receiver, phone: "13900000000" } })).not.toBe(text(1));
  });

  it("sees differences that masking hides", () => {
    const after = replayActions(orderContent(), [
      { type: "set_address", province: "浙江省", city: "杭州市", district: "西湖区", address: "文三路139号2幢501室" },
    ]).after;
    const address = maskDiff(contentDiff(orderContent(), after)).find((change) => change.path === "receiver.address");
    expect(address?.before).toBe(address?.after);
    expect(JSON.stringify(address)).not.toContain("139");
    expect(text(1, after)).toContain("139");
  });

  it("separates any two different quantities", () => {
    const quantity = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(quantity, quantity, (a, b) => {
        const of = (n: number) => text(1, replayActions(orderContent(), [{ type: "set_quantity", external_line_id: "1", quantity: n }]).after);
        expect(of(a) === of(b)).toBe(a === b);
      }),
    );
  });
});

describe("what the stage allows", () => {
  const order = (status: "unpaid" | "paid" | "ready_to_ship" | "shipped" | "cancelled", printed = false, grouped = false) => ({
    status,
    printedAt: printed ? NOW : null,
    shipmentGroupId: grouped ? "g" : null,
  });

  it.each([
    ["an address before payment", order("unpaid"), ["set_address"], []],
    ["a quantity before payment is the buyer's own to change", order("unpaid"), ["set_quantity"], ["not_paid"]],
    ["anything while it waits to ship", order("ready_to_ship"), ["set_address", "set_quantity", "cancel_lines"], []],
    ["nothing after shipping", order("shipped"), ["set_address"], ["already_shipped"]],
    ["nothing after cancelling", order("cancelled"), ["cancel_lines"], ["order_cancelled"]],
    ["no line after the label is printed", order("ready_to_ship", true), ["cancel_lines"], ["label_printed"]],
    ["still an address after the label is printed", order("ready_to_ship", true), ["set_address"], []],
    ["but not of a printed group", order("ready_to_ship", true, true), ["set_address"], ["group_printed"]],
  ] as const)("%s", (_title, given, types, refusals) => {
    expect(stageRefusals(given, types)).toEqual(refusals);
  });

  it("restoring ends with the printed label", () => {
    expect(restoreRefusals(order("ready_to_ship"))).toEqual([]);
    expect(restoreRefusals(order("ready_to_ship", true))).toEqual(["label_printed"]);
  });
});

describe("who may do what", () => {
  const change = { state: "pending", requestedById: "u1", requiredRoles: ["agent_supervisor", "admin"], dueAt: inMinutes(30) } as const;
  const user = (id: string, role: "agent" | "agent_supervisor" | "admin") => ({ kind: "user", id, name: id, role }) as const;

  it("the requester may only withdraw, whatever the role", () => {
    for (const role of ["agent", "agent_supervisor", "admin"] as const) {
      expect(permittedActs(user("u1", role), change, NOW)).toEqual({
        approve: { allowed: false, denial: "own_request" },
        reject: { allowed: false, denial: "own_request" },
        withdraw: { allowed: true, denial: null },
      });
    }
  });

  it("a high risk takes the higher role to approve, not to reject", () => {
    const acts = permittedActs(user("u2", "agent_supervisor"), { ...change, requiredRoles: ["admin"] }, NOW);
    expect(acts.approve.denial).toBe("role");
    expect(acts.reject.allowed).toBe(true);
  });

  it("another agent may not withdraw it, and nobody may act on a decided one or approve an overdue one", () => {
    expect(permittedActs(user("u3", "agent"), change, NOW).withdraw.denial).toBe("not_yours");
    expect(permittedActs(user("u2", "admin"), { ...change, state: "rejected" }, NOW).approve.denial).toBe("decided");
    expect(permittedActs(user("u2", "admin"), change, inMinutes(30)).approve.denial).toBe("overdue");
  });
});

describe("restoring", () => {
  it("gives the earlier content, but keeps what only the platform may say: deadline, flags, refunds, and lines that came later", () => {
    const earlier = orderContent();
    const refunded = earlier.lines.map((line) => (line.external_line_id === "2" ? { ...line, refund_status: "refunded" as const } : line));
    const promised_ship_at = inMinutes(60).toISOString();
    const current = { ...moved, lines: [...refunded, contentLine({ external_line_id: "3" })], promised_ship_at, flags: ["risk_review"] };
    const restored = restoreContent({ current, earlier });
    expect(restored.receiver).toEqual(earlier.receiver);
    expect([restored.promised_ship_at, restored.flags]).toEqual([promised_ship_at, ["risk_review"]]);
    expect(restored.lines.map((line) => [line.external_line_id, line.refund_status, line.cancelled])).toEqual([
      ["1", "none", false],
      ["2", "refunded", false],
      ["3", "none", true],
    ]);
  });
});

it("the money effect says who owes whom", () => {
  expect(moneyEffect([{ path: "amounts.paid", before: 300, after: 100 }], 300)).toEqual({ kind: "refund", before: 300, after: 100, delta: -200 });
  expect(moneyEffect([], 300).kind).toBe("none");
});

it("the change request's table of states has no fault", () => {
  expect(machineFaults(changeMachine)).toEqual([]);
});
