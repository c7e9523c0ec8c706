import { expect, test } from "vitest";
import { alertHref } from "@/components/alerts/alert-href";
import { ALERT_RULES, type AlertRule } from "@/lib/alerts/core/alert-rule";

const shops = new Map([["s1", { code: "a&b", name: "店" }]]);

test("every kind of alert leads to what is behind it", () => {
  const links = (Object.keys(ALERT_RULES) as AlertRule[]).map((rule) => [
    rule,
    alertHref({ rule, order_id: "o1", shop_id: "s1", subject: "e1" }, shops),
  ]);
  expect(Object.fromEntries(links)).toEqual({
    order_stuck: "/orders/o1",
    write_back_stopped: "/orders/o1",
    coverage_gap: "/channels?shop=a%26b",
    shop_silent: "/channels?shop=a%26b",
    breaker_open: "/channels?shop=a%26b",
    token_expired: "/shops?shop=a%26b",
    dead_letter: "/jobs?letters=dead#letters",
    webhook_disabled: "/settings/webhooks?endpoint=e1",
  });
});

test("an alert of a shop that is gone has no link rather than a wrong one", () => {
  expect(alertHref({ rule: "coverage_gap", order_id: null, shop_id: "s2", subject: "s2:x" }, shops)).toBeNull();
});
