import { expect, test } from "vitest";
import { jdGatewayFailure, jdResultFailure } from "@/lib/channels/adapters/jd/failure";

test.each([
  ["19", "无效access_token", "token_expired"],
  ["19", "token已过期或者不存在，请重新授权", "token_expired"],
  ["17", "access_token 已过期", "token_expired"],
  ["12", "无效签名", "shop_setup"],
  ["21", "无效App Key", "shop_setup"],
  ["24", "该商家无权调用API", "shop_setup"],
  ["22", "API调用次数超限", "throttled"],
  ["99", "您的访问频率过快", "throttled"],
  ["65", "系统处理超时！请重新进行检索！", "retryable"],
  ["8", "非法的时间戳参数", "retryable"],
  ["67", "", "retryable"],
  ["11", "无效数据格式", "refused"],
])("the gateway's %s %j is %s", (code, zh_desc, kind) => {
  expect(jdGatewayFailure({ code, zh_desc, en_desc: "" })).toMatchObject({ ok: false, kind, reason: expect.stringContaining(code) });
});

test.each([
  ["订单不存在", "not_found"],
  ["订单已出库，不能重复出库", "refused"],
  ["系统错误，请稍后再试", "retryable"],
])("a result that says %j is %s", (chineseErrCode, kind) => {
  const result = { success: false, chineseErrCode, englishErrCode: "", numberCode: "10400001", errorCode: "" };
  expect(jdResultFailure(result)).toEqual({ ok: false, kind, reason: `JD answered 10400001 ${chineseErrCode}.` });
});
