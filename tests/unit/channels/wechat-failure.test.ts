import { expect, test } from "vitest";
import { wechatFailure } from "@/lib/channels/wechat/failure";

test.each([
  [-1, "system error", "retryable"],
  [40001, "invalid credential", "token_expired"],
  [42001, "access_token expired", "token_expired"],
  [45009, "reach max api daily quota limit", "throttled"],
  [45011, "api minute-quota reach limit", "throttled"],
  [40164, "invalid ip, not in whitelist", "shop_setup"],
  [48001, "api unauthorized", "shop_setup"],
  [40125, "invalid appsecret", "shop_setup"],
  [10060001, "支付单不存在", "not_found"],
  [10020050, "order not exist", "not_found"],
  [10060012, "系统错误", "retryable"],
  [10060003, "支付单已使用重新发货机会", "refused"],
])("errcode %s (%s) is %s", (errcode, errmsg, kind) => {
  expect(wechatFailure({ errcode, errmsg })).toMatchObject({ ok: false, kind });
});

test("the reason quotes WeChat without the request's own number, so that the same failure reads the same", () => {
  expect(wechatFailure({ errcode: 40001, errmsg: "invalid credential rid: 6744a1b2-1" }).reason).toBe("WeChat answered 40001 invalid credential.");
});
