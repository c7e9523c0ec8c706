/** The rules' numbers. Version 1 is built in; later versions are edited, back-tested and kept. */
export const POLICY = {
  version: 1,
  /** Members are paid within this of the first member; there is no chaining from the last. */
  windowMinutes: 120,
  maxOrders: 10,
  maxPieces: 60,
  /** Grams; counted only for lines whose weight is known (custom.weight_grams). */
  maxWeightGrams: 20_000,
  /** Waiting must leave at least this much to the earliest promised time. */
  deadlineMarginMinutes: 30,
} as const;

export const WINDOW_MS = POLICY.windowMinutes * 60_000;
