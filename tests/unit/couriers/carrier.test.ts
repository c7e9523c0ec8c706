import { expect, test } from "vitest";
import en from "@/config/messages/en/couriers.json";
import zh from "@/config/messages/zh-CN/couriers.json";
import { CARRIER_CODES, CARRIER_SCHEMES, carrierCodeFor, carrierFromCode, carrierFromName, carrierName } from "@/lib/couriers/core/carrier";

test.each(CARRIER_SCHEMES)("every carrier that %s can name is found again by the code it gives", (scheme) => {
  for (const code of CARRIER_CODES) {
    const theirs = carrierCodeFor(scheme, code);
    if (theirs !== null) expect(carrierFromCode(scheme, theirs), `${scheme} ${theirs}`).toBe(code);
  }
});

test.each([
  ["kdniao", "yunda", "YD"],
  ["taobao", "yunda", "YUNDA"],
  ["jd", "shunfeng", "467"],
  ["pdd", "zhongtong", "115"],
  ["douyin", "shunfeng", "shunfeng"],
  ["wechat_channels", "debangkuaidi", "DBKD"],
  ["wechat_mini", "debangkuaidi", "DBL"],
] as const)("%s calls %s %s", (scheme, ours, theirs) => {
  expect(carrierCodeFor(scheme, ours)).toBe(theirs);
});

test("a carrier nobody knows has no code to write back, and keeps the code it came with", () => {
  expect(carrierCodeFor("pdd", "pigeon")).toBeNull();
  expect(carrierCodeFor("pdd", "toString")).toBeNull();
  expect(carrierFromCode("kdniao", "PIGEON")).toBe("PIGEON");
});

test.each([
  ["顺丰速运", "shunfeng"],
  ["圆通", "yuantong"],
  [" 丹鸟快递 ", "danniao"],
  ["某某物流", "某某物流"],
])("the name %s means %s", (name, code) => {
  expect(carrierFromName(name)).toBe(code);
});

test("no name stands for two carriers", () => {
  for (const code of CARRIER_CODES) expect(carrierFromName(carrierName(code))).toBe(code);
});

test("the console names every carrier in both languages, in Chinese as the table does", () => {
  expect(Object.keys(en.carriers).sort()).toEqual([...CARRIER_CODES].sort());
  expect(zh.carriers).toEqual(Object.fromEntries(CARRIER_CODES.map((code) => [code, carrierName(code)])));
});
