import { v7, validate } from "uuid";

/** A new time-ordered id (UUID version 7), so that btree inserts stay at the right edge. */
export function newId(): string {
  return v7();
}

export function isId(text: string): boolean {
  return validate(text);
}
