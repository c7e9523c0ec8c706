const HOUR = 3_600_000;

/** What the map shows at once. */
export const COVERAGE_RANGES = ["6h", "24h", "3d", "7d"] as const;
export type CoverageRange = (typeof COVERAGE_RANGES)[number];
export const DEFAULT_RANGE: CoverageRange = "24h";

export const RANGE_MS: Record<CoverageRange, number> = { "6h": 6 * HOUR, "24h": 24 * HOUR, "3d": 72 * HOUR, "7d": 168 * HOUR };
const TICK_MS: Record<CoverageRange, number> = { "6h": HOUR, "24h": 3 * HOUR, "3d": 12 * HOUR, "7d": 24 * HOUR };
/** Shanghai is ahead of UTC by whole hours: its midnights and noons are where the ticks stand. */
const SHANGHAI_MS = 8 * HOUR;

/** Whole hours of Shanghai inside the stretch, as the axis names them. */
export function ticksOf(input: { range: CoverageRange; from: number; to: number }): number[] {
  const step = TICK_MS[input.range];
  const first = Math.ceil((input.from + SHANGHAI_MS) / step) * step - SHANGHAI_MS;
  const ticks: number[] = [];
  for (let at = first; at < input.to; at += step) ticks.push(at);
  return ticks;
}
