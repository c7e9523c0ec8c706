import { defineMachine } from "@/lib/shared/state-machine";

/** `paused` by a person, `disabled` by the product after days of failure; both keep what waits. */
export const endpointMachine = defineMachine({
  name: "webhook_endpoint",
  states: ["active", "paused", "disabled"],
  initial: "active",
  final: [],
  actions: {
    pause: { from: ["active"], to: "paused" },
    disable: { from: ["active"], to: "disabled" },
    resume: { from: ["paused", "disabled"], to: "active" },
  },
});
export type EndpointState = (typeof endpointMachine.states)[number];

/** One event to one endpoint. `failed` after the last attempt; it can be sent again. */
export const deliveryMachine = defineMachine({
  name: "webhook_delivery",
  states: ["pending", "delivered", "failed"],
  initial: "pending",
  final: [],
  actions: {
    deliver: { from: ["pending"], to: "delivered" },
    give_up: { from: ["pending"], to: "failed" },
    redeliver: { from: ["delivered", "failed"], to: "pending" },
  },
});
export type DeliveryState = (typeof deliveryMachine.states)[number];
