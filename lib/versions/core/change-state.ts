import { defineMachine } from "@/lib/shared/state-machine";

/** A change request (改单申请): staged until somebody else approves it. */
export const changeMachine = defineMachine({
  name: "change_request",
  states: ["pending", "approved", "rejected", "withdrawn", "invalidated", "expired"],
  initial: "pending",
  final: ["approved", "rejected", "withdrawn", "invalidated", "expired"],
  actions: {
    approve: { from: ["pending"], to: "approved" },
    reject: { from: ["pending"], to: "rejected" },
    withdraw: { from: ["pending"], to: "withdrawn" },
    invalidate: { from: ["pending"], to: "invalidated" },
    expire: { from: ["pending"], to: "expired" },
  },
});
export type ChangeState = (typeof changeMachine.states)[number];
export type ChangeAction = keyof typeof changeMachine.actions;
