import { defineMachine } from "@/lib/shared/state-machine";

export const INBOX_SOURCES = ["channel", "courier"] as const;
export type InboxSource = (typeof INBOX_SOURCES)[number];

/** received → processed; `parked` waits for what it belongs to (a parcel of an unknown order); `dead` needs a person. */
export const inboxMachine = defineMachine({
  name: "inbox",
  states: ["received", "parked", "processed", "dead", "dropped"],
  initial: "received",
  final: ["processed", "dropped"],
  actions: {
    process: { from: ["received", "parked"], to: "processed" },
    park: { from: ["received", "parked"], to: "parked" },
    refuse: { from: ["received", "parked"], to: "dead" },
    replay: { from: ["dead", "parked"], to: "received" },
    /** A person decided that it will never become anything, and said why; it is kept. */
    drop: { from: ["dead", "parked"], to: "dropped" },
  },
});
export type InboxState = (typeof inboxMachine.states)[number];
