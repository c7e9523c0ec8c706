import { expect, test } from "vitest";
import { topFailure } from "@/lib/channels/adapters/taobao/failure";

test.each([
  ["7", "accesscontrol.limited-by-app-access-count", "throttled"],
  ["15", "accesscontrol.limited-by-dynamic-access-count", "throttled"],
  ["15", "isp.call-limited", "throttled"],
  ["27", "invalid-sessionkey", "token_expired"],
  ["53", "session-expired", "token_expired"],
  ["15", "isv.trade-not-exist", "not_found"],
  ["25", "isv.invalid-signature", "shop_setup"],
  ["25", "", "shop_setup"],
  ["26", "", "shop_setup"],
  ["29", "isv.appkey-not-exists", "shop_setup"],
  ["11", "isv.permission-api-package-limit", "shop_setup"],
  ["15", "isp.top-remote-connection-timeout", "retryable"],
  ["10", "", "retryable"],
  ["31", "", "retryable"],
  ["15", "isv.logistics-offline-service-error:B04", "refused"],
  ["41", "isv.invalid-parameter", "refused"],
])("code %s with sub_code %j is %s", (code, sub_code, kind) => {
  expect(topFailure({ code, sub_code, msg: "Remote service error", sub_msg: "" })).toMatchObject({ ok: false, kind });
});

test("a throttle that names its seconds is waited out by them, and the platform is quoted", () => {
  const sub_msg = "This ban will last for 3 more seconds";
  expect(topFailure({ code: "7", msg: "App Call Limited", sub_code: "accesscontrol.limited-by-api-access-count", sub_msg })).toEqual({
    ok: false,
    kind: "throttled",
    reason: `Taobao answered 7 accesscontrol.limited-by-api-access-count ${sub_msg}.`,
    retryAfterMs: 3000,
  });
});
