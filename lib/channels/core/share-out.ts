/**
 * Splits an amount in fen over lines by their weights, to the fen: the parts add up to the whole, and what division
 * leaves over goes to the lines with the largest remainders. Weights that are all zero share evenly.
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0);
  const fair = sum > 0 ? weights : weights.map(() => 1);
  const whole = BigInt(sum > 0 ? sum : weights.length);
  const parts = fair.map((weight, index) => {
    const product = BigInt(total) * BigInt(weight);
    return { index, part: Number(product / whole), rest: Number(product % whole) };
  });
  let left = total - parts.reduce((all, { part }) => all + part, 0);
  for (const entry of [...parts].sort((a, b) => b.rest - a.rest || a.index - b.index)) {
    if (left <= 0) break;
    entry.part += 1;
    left -= 1;
  }
  return parts.map(({ part }) => part);
}
