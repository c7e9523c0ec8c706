import type { ParcelState } from "./parcel-state";

/** kdniao's State (one digit) and StateEx or a node's Action (three digits). 0 is "no route yet". */
const STATES: Readonly<Record<string, ParcelState>> = {
  "0": "created",
  "1": "collected",
  "2": "in_transit",
  "3": "delivered",
  "4": "problem",
  "201": "in_transit",
  "202": "out_for_delivery",
  "211": "at_pickup_point",
  "204": "in_transit",
  "205": "in_transit",
  "206": "out_for_delivery",
  "301": "delivered",
  "302": "delivered",
  "304": "delivered",
  "311": "delivered",
  // 401: the seller's label has no route; nobody has the parcel.
  "401": "created",
  "402": "problem",
  "403": "problem",
  "404": "returning",
  "405": "problem",
  "406": "returned",
  "407": "returning",
  "412": "at_pickup_point",
  "413": "returning",
};

/** An undocumented three-digit state refines the digit it begins with; null for what is neither. */
export function kdniaoState(code: string): ParcelState | null {
  const text = code.trim();
  return STATES[text] ?? (/^\d{3,4}$/.test(text) ? (STATES[text.charAt(0)] ?? null) : null);
}

/** What the first words of a route say where a node has no code: only that the courier took the parcel. */
export function kdniaoStateOfWords(words: string): ParcelState {
  return /已?(收件|揽收|揽件|收寄)|收取快件/.test(words) ? "collected" : "in_transit";
}
