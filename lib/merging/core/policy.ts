/** The rules' numbers. Version 1 is built in; later versions are edited, back-tested and kept. */
export const POLICY = {
  version: 1,
  /** Members are paid within this of the first member; there is no chaining from the last. */
  windowMinutes: 120,
  maxOrders: 10,
  maxPieces: 60,
  /** Grams; counted only for lines whose weight is known (custom.weight_grams). */
  maxWeightGrams: 20_000,
  /** Counted where known (custom.volume_cm3); a 60 × 40 × 40 cm carton holds 96. */
  maxLitres: 96,
  /** Waiting must leave at least this much to the earliest promised time. */
  deadlineMarginMinutes: 30,
  /** A window this far past is no longer waited for. */
  keepHours: 24,
} as const;

export const WINDOW_MS = POLICY.windowMinutes * 60_000;

export const KEEP_MS = POLICY.keepHours * 3_600_000;
