/** Numbers that only depend on the seed: the same order can be told again after a restart. */
export type SeededRandom = {
  /** 0 ≤ x < 1 */
  unit(): number;
  /** Whole number from `min` to `max`, both included. */
  int(min: number, max: number): number;
  chance(probability: number): boolean;
  /** One of a list that is not empty. */
  pick<T>(list: readonly T[]): T;
};

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;

/** mulberry32 over an FNV-1a hash of the seed. Not for secrets. */
export function seededRandom(seed: string): SeededRandom {
  let state = FNV_OFFSET;
  for (let i = 0; i < seed.length; i++) state = Math.imul(state ^ seed.charCodeAt(i), FNV_PRIME);
  const unit = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (min: number, max: number) => min + Math.floor(unit() * (max - min + 1));
  return {
    unit,
    int,
    chance: (probability) => unit() < probability,
    pick: (list) => {
      const [picked] = list.slice(int(0, list.length - 1));
      if (picked === undefined) throw new RangeError("There is nothing to pick from.");
      return picked;
    },
  };
}
