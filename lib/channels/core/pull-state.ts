import { defineMachine } from "@/lib/shared/state-machine";

export const PULL_KINDS = ["scheduled", "backfill"] as const;
export type PullKind = (typeof PULL_KINDS)[number];

/** One pull window. `failed` is tried again at `next_try_at`; `abandoned` needs a person and shows as a gap. */
export const pullMachine = defineMachine({
  name: "pull_window",
  states: ["planned", "running", "covered", "failed", "abandoned"],
  initial: "planned",
  final: ["covered", "abandoned"],
  actions: {
    start: { from: ["planned", "failed"], to: "running" },
    /** A worker that died leaves its window running: it is planned again. */
    lose: { from: ["running"], to: "planned" },
    cover: { from: ["running"], to: "covered" },
    fail: { from: ["running"], to: "failed" },
    abandon: { from: ["planned", "running", "failed"], to: "abandoned" },
  },
});
export type PullState = (typeof pullMachine.states)[number];
