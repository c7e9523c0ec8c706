import { defineMachine } from "@/lib/shared/state-machine";

/** `lost`: the worker died while it ran; the job itself is run again. */
export const jobRunMachine = defineMachine({
  name: "job_run",
  states: ["running", "succeeded", "failed", "lost"],
  initial: "running",
  final: ["succeeded", "failed", "lost"],
  actions: {
    succeed: { from: ["running"], to: "succeeded" },
    fail: { from: ["running"], to: "failed" },
    lose: { from: ["running"], to: "lost" },
  },
});
export type JobRunState = (typeof jobRunMachine.states)[number];
