import { defineMachine } from "@/lib/shared/state-machine";

/** open: may be approved; blocked: shown with the rule that fails; superseded: its members changed and a newer one stands. */
export const suggestionMachine = defineMachine({
  name: "merge_suggestion",
  states: ["open", "blocked", "approved", "rejected", "superseded", "expired"],
  initial: "open",
  final: ["approved", "rejected", "superseded", "expired"],
  actions: {
    block: { from: ["open"], to: "blocked" },
    unblock: { from: ["blocked"], to: "open" },
    approve: { from: ["open"], to: "approved" },
    reject: { from: ["open", "blocked"], to: "rejected" },
    supersede: { from: ["open", "blocked"], to: "superseded" },
    expire: { from: ["open", "blocked"], to: "expired" },
  },
});
export type SuggestionState = (typeof suggestionMachine.states)[number];

/** A shipment group (合单): orders that leave in one parcel. Un-merge before printing is free. */
export const groupMachine = defineMachine({
  name: "shipment_group",
  states: ["approved", "review", "printed", "shipped", "dissolved"],
  initial: "approved",
  final: ["shipped", "dissolved"],
  actions: {
    reopen: { from: ["approved"], to: "review" },
    confirm: { from: ["review"], to: "approved" },
    print: { from: ["approved"], to: "printed" },
    ship: { from: ["approved", "review", "printed"], to: "shipped" },
    dissolve: { from: ["approved", "review"], to: "dissolved" },
  },
});
export type GroupState = (typeof groupMachine.states)[number];
export type GroupAction = keyof typeof groupMachine.actions;
