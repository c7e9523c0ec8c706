import type { BallHolder } from "@/lib/orders/core/ball";

/** The same colours as the bar on the order page. */
export const BALL_COLORS: Record<BallHolder, string> = {
  buyer: "gray.5",
  buffer: "gray.4",
  waiting_merge: "violet.5",
  exception: "orange.6",
  waiting_approval: "yellow.5",
  queue: "cyan.6",
  warehouse: "blue.6",
  courier: "teal.6",
};
