import { expect, test } from "vitest";
import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import { reconnectPauseMs, wantsFeed } from "@/lib/channels/core/feed-policy";

const REAL = { feed: taobaoAdapter.feed, pausedAt: null, apiBaseUrl: "https://shop.example", feedUrl: "" };

test("pauses double from a second to a minute, half of each by chance", () => {
  const pauses = [1, 2, 3, 7, 50].map((failures) => reconnectPauseMs({ failure: "retryable", failures, unit: 0 }));
  expect(pauses).toEqual([500, 1000, 2000, 30_000, 30_000]);
  expect(reconnectPauseMs({ failure: "retryable", failures: 50, unit: 0.999 })).toBeLessThanOrEqual(60_000);
});

test("what only a person can put right is left alone for minutes from the first time", () => {
  expect(reconnectPauseMs({ failure: "shop_setup", failures: 1, unit: 0 })).toBe(300_000);
});

test.each<[string, Partial<Parameters<typeof wantsFeed>[0]>, boolean]>([
  ["with an API address, at its platform's fixed feed", {}, true],
  ["with a feed address of its own", { apiBaseUrl: "", feedUrl: "ws://127.0.0.1:9" }, true],
  ["that is not set up yet", { apiBaseUrl: "" }, false],
  ["that a person paused", { pausedAt: new Date(0), feedUrl: "ws://127.0.0.1:9" }, false],
  ["of a platform without feed", { feed: null }, false],
  ["of a sandbox on this machine, without a feed address", { apiBaseUrl: "http://127.0.0.1:9" }, false],
])("whether a shop %s is listened to", (_words, change, expected) => {
  expect(wantsFeed({ ...REAL, ...change })).toBe(expected);
});
