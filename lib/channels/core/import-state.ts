import { defineMachine } from "@/lib/shared/state-machine";

export const importMachine = defineMachine({
  name: "import",
  states: ["pending", "running", "done", "failed"],
  initial: "pending",
  final: ["done", "failed"],
  actions: {
    start: { from: ["pending"], to: "running" },
    finish: { from: ["running"], to: "done" },
    fail: { from: ["pending", "running"], to: "failed" },
  },
});
export type ImportState = (typeof importMachine.states)[number];
