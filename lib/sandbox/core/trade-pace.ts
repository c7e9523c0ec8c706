const SECOND = 1000;
const MINUTE = 60_000;

/** New orders come often while a newcomer watches, and seldom through a night: at most 4,320 a day. */
const STEPS = [
  { until: 3 * MINUTE, pause: 3 * SECOND },
  { until: 20 * MINUTE, pause: 6 * SECOND },
  { until: 60 * MINUTE, pause: 12 * SECOND },
] as const;
const QUIET_PAUSE = 20 * SECOND;

/** Pause before the next order, by how long the market has been open. */
export function pauseBetweenOrders(openForMs: number): number {
  return STEPS.find((step) => openForMs < step.until)?.pause ?? QUIET_PAUSE;
}

/** One order in five is the second of a buyer within two hours, at the same address: what merging is for. */
export const TWIN_CHANCE = 0.2;
/** How wires behave: a push comes twice, or after the one that followed it. */
export const DUPLICATE_CHANCE = 0.15;
export const DELAY_CHANCE = 0.12;
export const DELAY_MS = { min: 2 * SECOND, max: 15 * SECOND } as const;
