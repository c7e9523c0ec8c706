import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { JOB_CATALOGUE } from "@/lib/jobs/core/catalogue";
import { cadenceOf, nextRunAt } from "@/lib/jobs/core/cron-time";

const at = (text: string) => new Date(text);
const next = (cron: string, after: string) => nextRunAt(cron, at(after))?.toISOString() ?? null;

describe("when a schedule runs next", () => {
  it("is the next whole minute for a job of every minute, also from the exact minute on", () => {
    expect(next("* * * * *", "2026-11-24T01:00:12Z")).toBe("2026-11-24T01:01:00.000Z");
    expect(next("* * * * *", "2026-11-24T01:00:00Z")).toBe("2026-11-24T01:01:00.000Z");
  });

  it("follows steps, lists and ranges", () => {
    expect(next("*/5 * * * *", "2026-11-24T01:56:00Z")).toBe("2026-11-24T02:00:00.000Z");
    expect(next("10,40 8-9 * * *", "2026-11-24T09:40:00Z")).toBe("2026-11-25T08:10:00.000Z");
  });

  it("crosses the day, the month and the year", () => {
    expect(next("17 19 * * *", "2026-12-31T19:17:00Z")).toBe("2027-01-01T19:17:00.000Z");
    expect(next("0 0 1 * *", "2026-11-24T01:00:00Z")).toBe("2026-12-01T00:00:00.000Z");
    expect(next("0 3 * * 1", "2026-11-24T04:00:00Z")).toBe("2026-11-30T03:00:00.000Z");
  });

  it("finds the 29th of February and gives up on the 30th", () => {
    expect(next("0 0 29 2 *", "2026-11-24T00:00:00Z")).toBe("2028-02-29T00:00:00.000Z");
    expect(next("0 0 30 2 *", "2026-11-24T00:00:00Z")).toBeNull();
  });

  it("refuses what is no crontab line, quoting it", () => {
    expect(() => next("* * *", "2026-11-24T00:00:00Z")).toThrow('"* * *"');
    expect(() => next("every * * * *", "2026-11-24T00:00:00Z")).toThrow('"every"');
  });

  it("is later than now and never skips a minute that fits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 3 * 1440 }), (minute, hour, offset) => {
        const now = new Date(Date.parse("2026-11-24T00:00:30Z") + offset * 60_000);
        const run = nextRunAt(`${minute} ${hour} * * *`, now);
        expect(run?.getUTCMinutes()).toBe(minute);
        expect(run?.getUTCHours()).toBe(hour);
        const wait = (run?.getTime() ?? 0) - now.getTime();
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(86_400_000);
      }),
    );
  });
});

describe("a schedule in words", () => {
  it("knows every so many minutes and once a day, and shows any other line as it stands", () => {
    expect(cadenceOf("* * * * *")).toEqual({ kind: "minutes", every: 1 });
    expect(cadenceOf("*/5 * * * *")).toEqual({ kind: "minutes", every: 5 });
    expect(cadenceOf("17 19 * * *")).toEqual({ kind: "daily", hour: 19, minute: 17 });
    expect(cadenceOf("0 3 * * 1")).toEqual({ kind: "other", cron: "0 3 * * 1" });
  });

  it("has words and a next time for every schedule of the product", () => {
    const lines = Object.values(JOB_CATALOGUE).flatMap((entry) => ("cron" in entry ? [entry.cron] : []));
    expect(lines.length).toBeGreaterThan(3);
    for (const cron of lines) {
      expect(cadenceOf(cron).kind, cron).not.toBe("other");
      expect(nextRunAt(cron, at("2026-11-24T00:00:00Z")), cron).not.toBeNull();
    }
  });
});
