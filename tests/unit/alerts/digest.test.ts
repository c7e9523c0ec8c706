import fc from "fast-check";
import { expect, test } from "vitest";
import { ALERT_RULES, type AlertRule } from "@/lib/alerts/core/alert-rule";
import { alertSentence } from "@/lib/alerts/core/alert-text";
import { digestText } from "@/lib/alerts/core/digest";
import { maskTarget } from "@/lib/alerts/core/notification-channel";
import { nextRobotSlot } from "@/lib/alerts/core/robot-budget";
import { silentSince } from "@/lib/channels/core/shop-silence";

const rules = Object.keys(ALERT_RULES) as AlertRule[];
const alert = fc.record({
  id: fc.uuid(),
  rule: fc.constantFrom(...rules),
  detail: fc.dictionary(fc.constantFrom("shop", "order", "reason", "topic"), fc.string({ unit: "grapheme", maxLength: 400 })),
  openedAt: fc.date({ noInvalidDate: true }),
});

test("a digest never exceeds what the robot takes, and tells how many of each kind there are", () => {
  fc.assert(
    fc.property(fc.array(alert, { minLength: 1, maxLength: 60 }), fc.constantFrom("zh-CN" as const, "en" as const), (alerts, locale) => {
      const text = digestText({ alerts, locale, consoleUrl: "http://127.0.0.1:3000", maxBytes: 2_048 });
      expect(new TextEncoder().encode(text).length).toBeLessThanOrEqual(2_048);
    }),
  );
});

test("every rule has a sentence in both languages that shows a missing value instead of hiding it", () => {
  for (const rule of rules) {
    for (const locale of ["zh-CN", "en"] as const) expect(alertSentence({ rule, detail: {}, locale })).toContain("–");
  }
});

test("a robot takes eighteen messages in any minute, and says when the next may go", () => {
  const now = new Date("2026-11-24T08:00:00Z");
  const sent = Array.from({ length: 18 }, (_, index) => new Date(now.getTime() - 50_000 + index * 1_000));
  expect(nextRobotSlot({ sent: sent.slice(1), now })).toEqual(now);
  expect(nextRobotSlot({ sent, now })).toEqual(new Date(now.getTime() + 10_000));
});

test("a target is shown so that it can be known again and not used", () => {
  expect(maskTarget({ kind: "email", address: "zhou@example.com" })).toBe("zh***@example.com");
  expect(maskTarget({ kind: "wecom_robot", url: "https://example.com/send?key=11-22-3344" })).toBe("example.com/send?…3344");
});

test("a shop falls silent by day after two hours, one that is pulled after half an hour, one that is paused never", () => {
  const at = (time: string) => new Date(`2026-11-24T${time}+08:00`);
  const pushed = { lastPushAt: at("12:00:00"), lastFeedAt: null, lastPullAt: null, pulled: false, pausedAt: null };
  expect(silentSince(pushed, at("13:59:00"))).toBeNull();
  expect(silentSince(pushed, at("14:01:00"))).toEqual(at("12:00:00"));
  expect(silentSince({ ...pushed, pausedAt: at("12:30:00") }, at("18:00:00"))).toBeNull();
  expect(silentSince({ ...pushed, lastPushAt: at("00:30:00") }, at("08:00:00"))).toBeNull();
  expect(silentSince({ ...pushed, pulled: true, lastPullAt: at("12:20:00") }, at("12:51:00"))).toEqual(at("12:20:00"));
  expect(silentSince({ ...pushed, lastPushAt: null }, at("18:00:00"))).toBeNull();
});
