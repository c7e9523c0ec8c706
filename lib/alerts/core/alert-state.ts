import { defineMachine } from "@/lib/shared/state-machine";

/** `resolved` when its cause is gone, by itself or by a person; if the cause returns, a new alert opens. */
export const alertMachine = defineMachine({
  name: "alert",
  states: ["open", "acknowledged", "resolved"],
  initial: "open",
  final: ["resolved"],
  actions: {
    acknowledge: { from: ["open"], to: "acknowledged" },
    resolve: { from: ["open", "acknowledged"], to: "resolved" },
  },
});
export type AlertState = (typeof alertMachine.states)[number];

export const notificationMachine = defineMachine({
  name: "notification",
  states: ["pending", "sent", "failed"],
  initial: "pending",
  final: ["sent"],
  actions: {
    send: { from: ["pending"], to: "sent" },
    give_up: { from: ["pending"], to: "failed" },
    retry: { from: ["failed"], to: "pending" },
  },
});
export type NotificationState = (typeof notificationMachine.states)[number];
