/** What a bench found: a figure or a word by name. */
export type Figures = Record<string, number | string>;

export function median(values: readonly number[]): number {
  return percentile(values, 50);
}

/** Nearest rank, one decimal. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)];
  if (value === undefined) throw new RangeError("There is nothing to take a percentile of.");
  return Math.round(value * 10) / 10;
}

/** Milliseconds `work` took, and what it answered. */
export async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; result: T }> {
  const begun = performance.now();
  const result = await work();
  return { ms: performance.now() - begun, result };
}

/** A bench checks what it times: a fast wrong answer is a failure. */
export function check(holds: boolean, what: string): void {
  if (!holds) throw new Error(`The bench found a wrong answer: ${what}.`);
}
