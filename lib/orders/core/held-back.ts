/** While a platform reviews or holds an order, or ships it from its own warehouse, it must not leave ours: it becomes ready only when the flag is gone. */
export const HELD_BACK_FLAGS: readonly string[] = ["risk_review", "platform_hold", "platform_shipped"];
