import { nextRunAt } from "./cron-time";
import type { ScheduleView } from "./job-view";

/** How long a run may be late before anybody is told: the worker looks every second, a busy one takes a little longer. */
const GRACE_MS = 90_000;

export const SCHEDULE_STATES = ["on_time", "running", "failed", "late", "never"] as const;
export type ScheduleState = (typeof SCHEDULE_STATES)[number];

/** `late`: a run was due since the last one began and did not come; worse than a run that failed, which is tried again. */
export function scheduleStateOf({ cron, last_run }: Pick<ScheduleView, "cron" | "last_run">, now: Date): ScheduleState {
  if (!last_run) return "never";
  const begun = new Date(last_run.scheduled_for ?? last_run.started_at);
  const due = nextRunAt(cron, begun);
  if (last_run.state !== "running" && due && now.getTime() - due.getTime() > GRACE_MS) return "late";
  if (last_run.state === "running") return "running";
  return last_run.state === "succeeded" ? "on_time" : "failed";
}
