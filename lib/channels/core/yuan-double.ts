const DECIMAL = /^(-)?(\d+)(?:\.(\d+))?$/;
/** A double that was computed with (19.900000000000002, 25.869999999999997) strays this far behind the cents. */
const NOISE = /^(0{6,}\d*|9{6,}\d*)$/;

/**
 * Yuan as a platform's JSON double → fen, through its decimal text and never through x*100: 25.9 → 2590. Noise of
 * the platform's own arithmetic is rounded away; a real third decimal is no money, and gives null.
 */
export function fenFromYuanDouble(text: string): number | null {
  const match = DECIMAL.exec(text.trim());
  if (!match) return null;
  const decimals = match[3] ?? "";
  const rest = decimals.slice(2);
  if (!/^0*$/.test(rest) && !NOISE.test(rest)) return null;
  const cents = Number(decimals.slice(0, 2).padEnd(2, "0")) + (rest.startsWith("9") ? 1 : 0);
  const fen = Number(match[2]) * 100 + cents;
  if (!Number.isSafeInteger(fen)) return null;
  return match[1] && fen !== 0 ? -fen : fen;
}
