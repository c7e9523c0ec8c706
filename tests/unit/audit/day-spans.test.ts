import { expect, it } from "vitest";
import { dayOf, endOfDay, SPANS, spanOf, startOfDay, startOfSpan } from "@/components/audit/day-spans";

/** 00:30 on the 25th in Shanghai, still the 24th in UTC. */
const NOW = new Date("2026-11-24T16:30:40Z");

it("begins days at Shanghai's midnight, whatever the machine's zone", () => {
  expect(startOfSpan("today", NOW)).toBe("2026-11-24T16:00:00.000Z");
  expect(startOfSpan("last_7_days", NOW)).toBe("2026-11-18T16:00:00.000Z");
  expect(startOfSpan("last_hour", NOW)).toBe("2026-11-24T15:30:00.000Z");
});

it("knows each span again by where it starts, and no other time", () => {
  for (const span of SPANS) expect(spanOf(startOfSpan(span, NOW), NOW)).toBe(span);
  expect(spanOf("2026-11-01T16:00:00.000Z", NOW)).toBeNull();
});

it("turns a day into its first instant and the first of the next, and back", () => {
  expect(startOfDay("2026-11-25")).toBe("2026-11-24T16:00:00.000Z");
  expect(endOfDay("2026-11-25")).toBe("2026-11-25T16:00:00.000Z");
  expect(dayOf(startOfDay("2026-11-25"))).toBe("2026-11-25");
});
