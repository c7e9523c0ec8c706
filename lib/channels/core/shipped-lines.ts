type Line = { externalLineId: string; quantity: number };

/** `unknown`: only some lines left and nobody said which, so the platform cannot be told the truth. */
export type ShippedLines = { kind: "known"; lines: Line[] | null; complete: boolean } | { kind: "unknown" };

/**
 * Which lines a parcel takes along. A whole scan takes what earlier parcels left; a partial one takes those it names.
 * `open` are the lines that are to be shipped at all, `earlier` the lines of each parcel before (null: it took everything).
 */
export function shippedLines(input: {
  whole: boolean;
  named: readonly string[];
  open: readonly Line[];
  earlier: readonly (readonly Line[] | null)[];
}): ShippedLines {
  const { whole, named, open, earlier } = input;
  const gone = new Map<string, number>();
  for (const { externalLineId, quantity } of earlier.flatMap((lines) => lines ?? open)) {
    gone.set(externalLineId, (gone.get(externalLineId) ?? 0) + quantity);
  }
  const left = open.map((line) => ({ ...line, quantity: line.quantity - (gone.get(line.externalLineId) ?? 0) })).filter((line) => line.quantity > 0);
  if (named.length > 0) {
    const lines = open.filter((line) => named.includes(line.externalLineId)).map(({ externalLineId, quantity }) => ({ externalLineId, quantity }));
    if (lines.length === 0) return { kind: "unknown" };
    return { kind: "known", lines, complete: whole || left.every((line) => named.includes(line.externalLineId)) };
  }
  if (!whole) return { kind: "unknown" };
  // Nothing told before, or nothing left over: the parcel stands for the whole order.
  return { kind: "known", lines: gone.size === 0 || left.length === 0 ? null : left, complete: true };
}
