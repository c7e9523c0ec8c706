import type { ParcelState } from "./parcel-state";

/** kuaidi100's base states. 7 转投 and customs (8, 10–13) are still on the way; 14 is a refused parcel. */
const BASE: Readonly<Record<string, ParcelState>> = {
  "0": "in_transit",
  "1": "collected",
  "2": "problem",
  "3": "delivered",
  "4": "returned",
  "5": "out_for_delivery",
  "6": "returning",
  "7": "in_transit",
  "8": "in_transit",
  "10": "in_transit",
  "11": "in_transit",
  "12": "in_transit",
  "13": "problem",
  "14": "returning",
  // Finer states that their first digit would misread: ordered but not yet handed over, and put into a locker.
  "101": "created",
  "102": "created",
  "501": "at_pickup_point",
};

/** With finer states on, three digits refine the base state they begin with (304 → 3), four digits refine 0. */
export function kuaidi100State(code: string): ParcelState | null {
  const text = code.trim();
  const exact = BASE[text];
  if (exact) return exact;
  if (/^10\d\d$/.test(text)) return "in_transit";
  if (/^\d\d\d$/.test(text)) return BASE[text.charAt(0)] ?? null;
  return null;
}

/** A node's state in words, for accounts whose pushes carry no status code. */
const BY_WORD: readonly [RegExp, ParcelState][] = [
  [/拒签|退回/, "returning"],
  [/退签/, "returned"],
  [/签收|代收/, "delivered"],
  [/派件|派送/, "out_for_delivery"],
  [/揽收|揽件|收件/, "collected"],
  [/疑难|异常/, "problem"],
  [/在途|干线|转投|清关/, "in_transit"],
];

export function kuaidi100StateOfWords(words: string): ParcelState | null {
  return BY_WORD.find(([pattern]) => pattern.test(words))?.[1] ?? null;
}
