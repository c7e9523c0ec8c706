import { expect, test } from "vitest";
import { cainiaoState } from "@/lib/couriers/core/cainiao-state";
import { kdniaoState, kdniaoStateOfWords } from "@/lib/couriers/core/kdniao-state";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";
import { sfOrderState, sfRouteState } from "@/lib/couriers/core/sf-state";

test.each([
  ["0", "created"],
  ["1", "collected"],
  ["2", "in_transit"],
  ["201", "in_transit"],
  ["202", "out_for_delivery"],
  ["211", "at_pickup_point"],
  ["3", "delivered"],
  ["301", "delivered"],
  ["304", "delivered"],
  ["311", "delivered"],
  ["399", "delivered"],
  ["4", "problem"],
  ["401", "created"],
  ["404", "returning"],
  ["406", "returned"],
  ["412", "at_pickup_point"],
  ["413", "returning"],
  ["", null],
  ["9", null],
])("kdniao state %j means %j", (code, state) => {
  expect(kdniaoState(code)).toBe(state);
});

test("a kdniao node without a code is a pick-up or on its way, never a delivery", () => {
  expect(kdniaoStateOfWords("杭州市西湖营业部已收件")).toBe("collected");
  expect(kdniaoStateOfWords("您的快件已签收")).toBe("in_transit");
});

test.each([
  ["54", "collected"],
  ["50", "collected"],
  ["30", "in_transit"],
  ["31", "in_transit"],
  ["36", "in_transit"],
  ["44", "out_for_delivery"],
  ["204", "out_for_delivery"],
  ["70", "problem"],
  ["33", "problem"],
  ["80", "delivered"],
  ["8000", "delivered"],
  ["648", "returning"],
  ["605", "in_transit"],
  ["31337", "in_transit"],
])("SF opCode %s means %s", (code, state) => {
  expect(sfRouteState(code)).toBe(state);
});

test("SF's order states come before the route, and only a done pick-up has the parcel", () => {
  expect(sfOrderState("收件成功")).toBe("collected");
  expect(sfOrderState("调度成功，等待收派员上门")).toBe("created");
});

test.each([
  ["0", "created"],
  ["300", "created"],
  ["400", "collected"],
  ["430", "in_transit"],
  ["500", "in_transit"],
  ["600", "out_for_delivery"],
  ["700", "problem"],
  ["800", "returning"],
  ["900", "at_pickup_point"],
  ["950", "at_pickup_point"],
  ["1000", "delivered"],
  ["1100", "in_transit"],
  ["1200", "returning"],
  ["sign", "delivered"],
  ["7", null],
])("Cainiao status %s means %j", (status, state) => {
  expect(cainiaoState(status)).toBe(state);
});

test.each([
  ["快件交给周小川，正在派送途中（联系电话：13612345678）", "快件交给周**，正在派送途中（联系电话：136****5678）"],
  ["派件员王五正在派送", "派件员王*正在派送"],
  ["快件已由【菜鸟驿站】代收", "快件已由【菜鸟驿站】代收"],
  ["快件交给丰巢，请凭码取件", "快件交给丰巢，请凭码取件"],
  ["快递员正在派送，运单 751234567890123", "快递员正在派送，运单 751234567890123"],
  ["快递员已揽收", "快递员已揽收"],
  ["取件人：门卫", "取件人：门卫"],
])("%s → %s", (text, masked) => {
  expect(maskNodeText(text)).toBe(masked);
});
