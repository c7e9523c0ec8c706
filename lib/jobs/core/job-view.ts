import { z } from "zod";
import { jobRunMachine } from "./job-state";

export const jobRunView = z.object({
  id: z.uuid(),
  job: z.string(),
  state: z.enum(jobRunMachine.states),
  worker_id: z.string(),
  attempt: z.number(),
  scheduled_for: z.string().nullable(),
  started_at: z.string(),
  finished_at: z.string().nullable(),
  duration_ms: z.number().nullable(),
  stats: z.record(z.string(), z.number()).nullable(),
  error: z.string().nullable(),
});
export type JobRunView = z.infer<typeof jobRunView>;
export const jobRunPageView = z.object({ jobs: z.array(jobRunView), next_cursor: z.string().nullable() });
export type JobRunPage = z.infer<typeof jobRunPageView>;

export const jobFilterSchema = z.strictObject({
  job: z.string().max(80).optional(),
  status: z.enum(jobRunMachine.states).optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type JobFilter = z.input<typeof jobFilterSchema>;

export const scheduleView = z.object({
  job: z.string(),
  cron: z.string(),
  backfill: z.string(),
  /** When the next run is due; null for a line that never runs. */
  next_at: z.string().nullable(),
  last_run: jobRunView.nullable(),
});
export type ScheduleView = z.infer<typeof scheduleView>;
export const workerView = z.object({
  worker_id: z.string(),
  pid: z.number(),
  started_at: z.string(),
  seen_at: z.string(),
  state: z.enum(["alive", "silent", "stopped"]),
});
export type WorkerView = z.infer<typeof workerView>;
export const queueView = z.object({
  job: z.string(),
  waiting: z.number(),
  running: z.number(),
  failing: z.number(),
  oldest_run_at: z.string().nullable(),
});
export type QueueView = z.infer<typeof queueView>;
export const jobOverviewView = z.object({ schedules: z.array(scheduleView), workers: z.array(workerView), queues: z.array(queueView) });
export type JobOverview = z.infer<typeof jobOverviewView>;
