import { describe, expect, it } from "vitest";
import en from "@/config/messages/en/merging.json";
import zh from "@/config/messages/zh-CN/merging.json";
import { ALL_RULES, gateFailures, judgeRules } from "@/lib/merging/core/judge-rules";
import type { OrderSnapshot } from "@/lib/orders/core/order-snapshot";
import { orderLine, orderSnapshot } from "../../support/order-snapshot";

const NOW = new Date("2026-11-24T01:10:00Z");
const judge = (orders: OrderSnapshot[], extra: { changing?: Set<string>; groupId?: string } = {}) =>
  judgeRules({ orders, now: NOW, changing: extra.changing ?? new Set(), groupId: extra.groupId ?? null });
const fine = orderSnapshot("1");
type Override = Parameters<typeof orderSnapshot>[1];

/** Rule → what in the second order alone makes it fail. */
const FAILING: [string, Override][] = [
  ["same_receiver", { tokenIndex: "token-2", receiverIndex: "receiver-2" }],
  ["one_province", { content: { receiver: { ...fine.content.receiver, province: "江苏省" } } }],
  ["one_province", { content: { receiver: { ...fine.content.receiver, address: "江苏省南京市中山路1号" } } }],
  ["waiting_to_ship", { status: "shipped" }],
  ["not_partly_shipped", { status: "partially_shipped" }],
  ["not_cash_on_delivery", { content: { payment_method: "cod" } }],
  ["one_currency", { content: { currency: "HKD" } }],
  ["no_open_refund", { hasOpenRefund: true }],
  ["no_open_refund", { content: { lines: [orderLine({ refund_status: "requested" })] } }],
  ["not_partly_returned", { content: { lines: [orderLine(), orderLine({ external_line_id: "2", refund_status: "refunded" })] } }],
  ["not_on_hold", { openHolds: 1 }],
  ["not_under_risk_review", { content: { flags: ["risk_review"] } }],
  ["not_held_by_platform", { content: { flags: ["platform_hold"] } }],
  ["final_payment_made", { content: { flags: ["final_payment_unpaid"] } }],
  ["one_presale_date", { promisedShipAt: new Date("2026-12-24T00:00:00Z"), content: { business_type: "presale" } }],
  ["no_subsidy_or_serial_number", { content: { flags: ["government_subsidy"] } }],
  ["no_subsidy_or_serial_number", { content: { flags: ["serial_number"] } }],
  ["not_gift_only", { content: { lines: [orderLine({ cancelled: true }), orderLine({ external_line_id: "2", paid: 0 })] } }],
  ["has_open_lines", { content: { lines: [orderLine({ cancelled: true })] } }],
  ["one_temperature_class", { content: { flags: ["frozen"] } }],
  ["one_temperature_class", { content: { flags: ["hazardous"] } }],
  ["no_buyer_chosen_service", { content: { flags: ["home_delivery"] } }],
  ["no_buyer_chosen_service", { content: { flags: ["consolidation"] } }],
  ["no_buyer_chosen_service", { content: { flags: ["chosen_carrier"] } }],
  ["not_platform_shipped", { content: { flags: ["platform_shipped"] } }],
  ["not_already_split", { content: { flags: ["split"] } }],
  ["not_in_another_group", { shipmentGroupId: "group-1" }],
  ["not_printed", { printedAt: NOW }],
  ["within_caps", { content: { lines: [orderLine({ quantity: 60 })] } }],
  ["within_caps", { content: { custom: { weight_grams: 20_001 } } }],
  ["within_caps", { content: { custom: { volume_cm3: 96_001 } } }],
  ["deadline_allows_waiting", { promisedShipAt: new Date("2026-11-24T01:50:00Z") }],
];

describe("the rules of merging", () => {
  it("pass two ordinary orders of one household, and every rule says so", () => {
    const { passed, failed } = judge([fine, orderSnapshot("2")]);
    expect(failed).toEqual([]);
    expect(passed.map((verdict) => verdict.rule)).toEqual(ALL_RULES.map((rule) => rule.name));
  });

  it.each(FAILING)("%s fails for %j, in either order, naming the order", (rule, override) => {
    const bad = orderSnapshot("2", override);
    for (const orders of [
      [fine, bad],
      [bad, fine],
    ]) {
      const { passed, failed } = judge(orders);
      const verdict = failed.find((entry) => entry.rule === rule);
      expect(verdict?.order_ids).toContain("2");
      expect(verdict?.params.orders).toContain("E2");
      expect(passed.length + failed.length).toBe(ALL_RULES.length);
    }
  });

  it("refuse an order with an open change request", () => {
    expect(judge([fine, orderSnapshot("2")], { changing: new Set(["2"]) }).failed).toMatchObject([
      { rule: "no_open_change_request", order_ids: ["2"] },
    ]);
  });

  it.each([
    ["one_warehouse", { warehouse: "杭州仓" }, { warehouse: "广州仓" }],
    ["one_carrier", { carrier: "shunfeng" }, { carrier: "zhongtong" }],
    ["one_invoice_title", { custom: { invoice_title: "甲公司" } }, { custom: { invoice_title: "乙公司" } }],
  ])("%s fails for two stated values and passes where one is not decided yet", (rule, one, other) => {
    expect(judge([orderSnapshot("1", { content: one }), orderSnapshot("2", { content: other })]).failed).toMatchObject([{ rule }]);
    expect(judge([orderSnapshot("1", { content: one }), orderSnapshot("2")]).failed).toEqual([]);
  });

  it("take no masked text for proof: without a common token the receiver is unknown", () => {
    const masked = (id: string) => orderSnapshot(id, { tokenIndex: null, receiverIndex: null });
    expect(judge([masked("1"), masked("2")]).failed).toMatchObject([{ rule: "same_receiver", params: { why: "unknown" } }]);
  });

  it("know roads from provinces, and one province by its short and long name", () => {
    const receiver = { ...fine.content.receiver, province: "广西", address: "广西壮族自治区南宁市重庆北路上海大厦" };
    expect(judge([orderSnapshot("1", { content: { receiver } }), orderSnapshot("2", { content: { receiver } })]).failed).toEqual([]);
  });

  it("let a member of the group itself pass at the later gates, late or not", () => {
    const member = (id: string) => orderSnapshot(id, { shipmentGroupId: "group-1", promisedShipAt: NOW });
    expect(gateFailures({ orders: [member("1"), member("2")], now: NOW, changing: new Set(), groupId: "group-1" })).toEqual([]);
  });

  it("have a sentence for both answers in both languages", () => {
    for (const rule of ALL_RULES) {
      for (const messages of [zh, en]) {
        expect(messages.rules, rule.name).toHaveProperty([rule.name, "passed"]);
        expect(messages.rules, rule.name).toHaveProperty([rule.name, "failed"]);
        expect(messages.rules, rule.name).toHaveProperty([rule.name, "name"]);
      }
    }
  });
});
