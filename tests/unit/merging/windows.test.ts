import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evidenceOf, probabilityOf } from "@/lib/merging/core/evidence";
import { judgeWindow } from "@/lib/merging/core/judge-window";
import { cutWindows, matchKeys, naturalWeek } from "@/lib/merging/core/match-key";
import { groupMachine, suggestionMachine } from "@/lib/merging/core/merge-state";
import { planWindows } from "@/lib/merging/core/plan-suggestions";
import { freightSaved } from "@/lib/merging/core/tariff";
import { fromShanghai } from "@/lib/shared/clock";
import { machineFaults } from "@/lib/shared/state-machine";
import { orderSnapshot } from "../../support/order-snapshot";

type Override = Parameters<typeof orderSnapshot>[1];
const paidAt = (time: string) => fromShanghai(`2026-11-24 ${time}`);
const order = (id: string, override: Override = {}) => ({ ...orderSnapshot(id, override), shopId: "shop-1" });
const ids = (windows: { id: string }[][]) => windows.map((window) => window.map((member) => member.id));

describe("windows", () => {
  it("reach two hours from the first member and do not chain", () => {
    const orders = [
      order("a", { paidAt: paidAt("10:00:00") }),
      order("b", { paidAt: paidAt("11:30:00") }),
      order("c", { paidAt: paidAt("12:00:01") }),
    ];
    expect(ids(cutWindows(orders))).toEqual([["a", "b"], ["c"]]);
  });

  it("hold a member paid exactly two hours after the first", () => {
    expect(ids(cutWindows([order("a", { paidAt: paidAt("10:00:00") }), order("b", { paidAt: paidAt("12:00:00") })]))).toEqual([["a", "b"]]);
  });

  it("leave out what is not paid", () => {
    expect(ids(cutWindows([order("a", { paidAt: null })]))).toEqual([]);
  });

  it("part equal oaid values of two natural weeks, minutes apart across Sunday midnight", () => {
    const oaid = (id: string, at: string) =>
      order(id, { tokenKind: "oaid", receiverIndex: null, customerId: null, placedAt: fromShanghai(at), paidAt: fromShanghai(at) });
    const sunday = oaid("a", "2026-11-22 23:58:00");
    const monday = oaid("b", "2026-11-23 00:02:00");
    expect(planWindows([sunday, monday])).toEqual([]);
    expect(planWindows([sunday, oaid("c", "2026-11-22 23:59:59")])).toMatchObject([{ tier: "token_equal", orderIds: ["a", "c"] }]);
    expect(naturalWeek(monday.placedAt) - naturalWeek(sunday.placedAt)).toBe(1);
  });

  it("are of the exact tier where only phone, name and address agree", () => {
    const cross = [order("a", { tokenIndex: null }), order("b", { tokenIndex: "other" })];
    expect(planWindows(cross)).toMatchObject([{ tier: "exact", orderIds: ["a", "b"] }]);
  });

  it("show masked orders of one buyer as unknowable, unless comparable tokens have decided", () => {
    const masked = (id: string, tokenIndex: string | null) => order(id, { receiverIndex: null, tokenIndex });
    expect(planWindows([masked("a", null), masked("b", null)])).toMatchObject([{ tier: "unknowable", orderIds: ["a", "b"] }]);
    expect(planWindows([masked("a", "t1"), masked("b", "t2")])).toEqual([]);
  });

  it("prefer what is proved to a larger set that cannot be known", () => {
    const masked = (id: string, override: Override) => order(id, { receiverIndex: null, ...override });
    const planned = planWindows([masked("a", {}), masked("b", {}), masked("c", { tokenIndex: null })]);
    expect(planned).toMatchObject([{ tier: "token_equal", orderIds: ["a", "b"] }]);
  });

  it("do not depend on the order of candidates, and hold an order once", () => {
    const candidate = fc.record({
      token: fc.constantFrom(null, "t1", "t2"),
      receiver: fc.constantFrom(null, "r1", "r2"),
      customer: fc.constantFrom(null, "c1"),
      minute: fc.integer({ min: 0, max: 400 }),
    });
    fc.assert(
      fc.property(fc.array(candidate, { maxLength: 9 }), fc.infiniteStream(fc.nat()), (specs, random) => {
        const orders = specs.map(({ token, receiver, customer, minute }, index) =>
          order(`o${index}`, {
            tokenIndex: token,
            receiverIndex: receiver,
            customerId: customer,
            paidAt: new Date(Date.UTC(2026, 10, 24, 0, minute)),
          }),
        );
        const rank = new Map(orders.map((entry) => [entry.id, random.next().value]));
        const shuffled = [...orders].sort((a, b) => (rank.get(a.id) ?? 0) - (rank.get(b.id) ?? 0));
        const planned = planWindows(orders);
        expect(planWindows(shuffled)).toEqual(planned);
        const all = planned.flatMap((window) => window.orderIds);
        expect(new Set(all).size).toBe(all.length);
        for (const { orderIds, key } of planned) {
          const members = orders.filter((entry) => orderIds.includes(entry.id));
          for (const member of members) expect(matchKeys(member).map((entry) => entry.key)).toContain(key);
          const times = members.map((member) => member.paidAt?.getTime() ?? 0);
          expect(Math.max(...times) - Math.min(...times)).toBeLessThanOrEqual(2 * 3_600_000);
        }
      }),
    );
  });
});

describe("a judged window", () => {
  const now = new Date("2026-11-24T01:10:00Z");
  it("leaves an unfit member out while two fit ones remain", () => {
    const orders = [orderSnapshot("a"), orderSnapshot("b"), orderSnapshot("c", { hasOpenRefund: true })];
    const judged = judgeWindow({ orders, now, changing: new Set() });
    expect(judged.orders.map((entry) => entry.id)).toEqual(["a", "b"]);
    expect(judged.failed).toEqual([]);
  });

  it("keeps both members and says what fails where only one is fit", () => {
    const judged = judgeWindow({ orders: [orderSnapshot("a"), orderSnapshot("b", { openHolds: 1 })], now, changing: new Set() });
    expect(judged.orders).toHaveLength(2);
    expect(judged.failed).toMatchObject([{ rule: "not_on_hold", order_ids: ["b"] }]);
  });

  it("inherits the earliest promised time", () => {
    const early = new Date("2026-11-25T01:00:00Z");
    const judged = judgeWindow({ orders: [orderSnapshot("a"), orderSnapshot("b", { promisedShipAt: early })], now, changing: new Set() });
    expect(judged.deadline).toEqual(early);
  });
});

describe("evidence", () => {
  it("is symmetric and adds up to the probability", () => {
    const a = orderSnapshot("a");
    const b = orderSnapshot("b", { content: { receiver: { ...a.content.receiver, name: "李四" } } });
    expect(evidenceOf([a, b])).toEqual(evidenceOf([b, a]));
    expect(probabilityOf(evidenceOf([a, orderSnapshot("c")]))).toBeGreaterThan(0.999);
    expect(probabilityOf(evidenceOf([a, b]))).toBeLessThan(probabilityOf(evidenceOf([a, orderSnapshot("c")])));
  });

  it("counts tokens of two shops as unknown, not as different", () => {
    const other = orderSnapshot("b", { tokenIndex: "token-2", shop: { ...orderSnapshot("b").shop, id: "shop-2" } });
    expect(evidenceOf([orderSnapshot("a"), other])[0]).toEqual({ comparison: "token", level: "unknown", weight: 0 });
  });
});

describe("small tables of merging", () => {
  it("have no fault in their states", () => {
    expect([...machineFaults(suggestionMachine), ...machineFaults(groupMachine)]).toEqual([]);
  });

  it("estimate what one parcel saves: the first kilograms of all others", () => {
    expect(freightSaved({ province: "浙江省", weightsGrams: [500, 400] })).toBe(500);
    expect(freightSaved({ province: "新疆维吾尔自治区", weightsGrams: [500, 800] })).toBe(1500 + 1500 - 2400);
    expect(freightSaved({ province: "浙江省", weightsGrams: [500] })).toBe(0);
  });
});
