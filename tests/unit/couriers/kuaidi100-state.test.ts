import { expect, test } from "vitest";
import { kuaidi100State, kuaidi100StateOfWords } from "@/lib/couriers/core/kuaidi100-state";
import { maskNodeText } from "@/lib/couriers/core/mask-node-text";

test.each([
  ["0", "in_transit"],
  ["1", "collected"],
  ["3", "delivered"],
  ["304", "delivered"],
  ["301", "delivered"],
  ["1002", "in_transit"],
  ["103", "collected"],
  ["101", "created"],
  ["501", "at_pickup_point"],
  ["201", "problem"],
  ["14", "returning"],
  ["4", "returned"],
  ["", null],
  ["999", null],
])("state %j means %j", (code, state) => {
  expect(kuaidi100State(code)).toBe(state);
});

test("without a code the words decide, the stronger first", () => {
  expect(kuaidi100StateOfWords("投柜或站签收")).toBe("delivered");
  expect(kuaidi100StateOfWords("拒签")).toBe("returning");
  expect(kuaidi100StateOfWords("天气晴")).toBeNull();
});

test.each([
  ["投递员姓名：李四;联系电话：13800000000", "投递员姓名：李*;联系电话：138****0000"],
  ["【西湖营业部】派件员 周小川 正在派送", "【西湖营业部】派件员 周** 正在派送"],
  ["已签收，签收人：本人", "已签收，签收人：本人"],
  ["电话 020-12345678，运单 751234567890123", "电话 020-****5678，运单 751234567890123"],
])("%s → %s", (text, masked) => {
  expect(maskNodeText(text)).toBe(masked);
});
