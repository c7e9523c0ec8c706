import { defineMachine } from "@/lib/shared/state-machine";

/** A shop's circuit: open means that nothing is asked of its platform until `breaker_retry_at`, half_open that one call tries. */
export const breakerMachine = defineMachine({
  name: "breaker",
  states: ["closed", "open", "half_open"],
  initial: "closed",
  final: [],
  actions: {
    trip: { from: ["closed", "half_open"], to: "open" },
    probe: { from: ["open"], to: "half_open" },
    heal: { from: ["half_open", "open"], to: "closed" },
  },
});
export type BreakerState = (typeof breakerMachine.states)[number];
