import { defineMachine } from "@/lib/shared/state-machine";

export const WRITE_BACK_KINDS = ["shipment", "note"] as const;
export type WriteBackKind = (typeof WRITE_BACK_KINDS)[number];

/** `failed` waits for its next try; `stopped` needs a person: the platform refused, or its limit is reached. */
export const writeBackMachine = defineMachine({
  name: "write_back",
  states: ["pending", "sending", "sent", "failed", "stopped", "dropped"],
  initial: "pending",
  final: ["sent", "dropped"],
  actions: {
    start: { from: ["pending", "failed"], to: "sending" },
    /** A worker that died while sending: the platform is asked again, it answers the same. */
    lose: { from: ["sending"], to: "pending" },
    succeed: { from: ["sending"], to: "sent" },
    fail: { from: ["sending"], to: "failed" },
    stop: { from: ["sending", "pending"], to: "stopped" },
    retry: { from: ["stopped", "failed"], to: "pending" },
    drop: { from: ["stopped", "failed", "pending"], to: "dropped" },
  },
});
export type WriteBackState = (typeof writeBackMachine.states)[number];
