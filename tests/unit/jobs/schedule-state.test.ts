import { expect, it } from "vitest";
import type { JobRunView } from "@/lib/jobs/core/job-view";
import { scheduleStateOf } from "@/lib/jobs/core/schedule-state";

const run = (state: JobRunView["state"], at: string): JobRunView => ({
  id: "0197c5d4-0000-7000-8000-000000000000",
  job: "seal_audit",
  state,
  worker_id: "w",
  attempt: 1,
  scheduled_for: at,
  started_at: at,
  finished_at: null,
  duration_ms: null,
  stats: null,
  error: null,
});
const stateAt = (last: JobRunView | null, now: string) => scheduleStateOf({ cron: "*/5 * * * *", last_run: last }, new Date(now));

it("is on time until the next run is overdue by more than the grace, and late from then on", () => {
  const last = run("succeeded", "2026-11-24T01:00:00Z");
  expect(stateAt(last, "2026-11-24T01:06:29Z")).toBe("on_time");
  expect(stateAt(last, "2026-11-24T01:06:31Z")).toBe("late");
});

it("tells a failed and a lost run, and one that is under way however long it takes", () => {
  expect(stateAt(run("failed", "2026-11-24T01:00:00Z"), "2026-11-24T01:01:00Z")).toBe("failed");
  expect(stateAt(run("lost", "2026-11-24T01:00:00Z"), "2026-11-24T01:01:00Z")).toBe("failed");
  expect(stateAt(run("running", "2026-11-24T01:00:00Z"), "2026-11-24T03:00:00Z")).toBe("running");
});

it("says so when a schedule never ran", () => {
  expect(stateAt(null, "2026-11-24T01:00:00Z")).toBe("never");
});
