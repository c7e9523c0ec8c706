/** Integer fen (1/100 yuan). Every amount in the product is one; no float ever holds money. */
export type Fen = number & { readonly __fen: unique symbol };

export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`Money must be whole fen, got ${value}.`);
  return value as Fen;
}

const YUAN = /^(-)?(\d+)(?:\.(\d{1,2})0*)?$/;

/** "323.58" → 32358, through the decimal text, never through a float. */
export function fenFromYuan(text: string): Fen {
  const match = YUAN.exec(text.trim());
  if (!match) throw new RangeError(`Money in yuan must look like "12.50", got "${text}".`);
  const amount = Number(match[2]) * 100 + Number((match[3] ?? "").padEnd(2, "0"));
  return fen(match[1] ? -amount : amount);
}

/** 32358 → "323.58" */
export function yuanText(amount: number): string {
  const sign = amount < 0 ? "-" : "";
  const abs = Math.abs(amount);
  return `${sign}${Math.trunc(abs / 100)}.${String(abs % 100).padStart(2, "0")}`;
}
