/** While a platform reviews or holds an order, it must not leave: it becomes ready only when the flag is gone. */
export const HELD_BACK_FLAGS: readonly string[] = ["risk_review", "platform_hold"];
