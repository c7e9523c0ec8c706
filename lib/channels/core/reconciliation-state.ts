import { defineMachine } from "@/lib/shared/state-machine";

export const reconciliationMachine = defineMachine({
  name: "reconciliation",
  states: ["running", "done", "failed"],
  initial: "running",
  final: ["done", "failed"],
  actions: { finish: { from: ["running"], to: "done" }, fail: { from: ["running"], to: "failed" } },
});
export type ReconciliationState = (typeof reconciliationMachine.states)[number];

/** missing: theirs, not ours; stale: ours is older; extra: ours, and the platform does not list it. */
export const DIFFERENCE_KINDS = ["missing", "stale", "extra"] as const;
export type DifferenceKind = (typeof DIFFERENCE_KINDS)[number];

export const differenceMachine = defineMachine({
  name: "difference",
  states: ["open", "repaired", "unrepairable"],
  initial: "open",
  final: ["repaired", "unrepairable"],
  actions: { repair: { from: ["open"], to: "repaired" }, give_up: { from: ["open"], to: "unrepairable" } },
});
export type DifferenceState = (typeof differenceMachine.states)[number];
