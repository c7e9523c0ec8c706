import type { FieldIssue } from "./errors";

const LONE_SURROGATE = /\p{Surrogate}/u;
/** Nothing anybody keeps is nested deeper; what is would break the stack of whoever walks it. */
const MAX_DEPTH = 32;

/** PostgreSQL keeps no NUL, and a lone surrogate is not text: the field is named here instead of failing in the database. */
export function unstorableText(value: unknown, path = "", depth = 0): FieldIssue | null {
  if (typeof value === "string") {
    if (value.includes("\u0000")) return { path, message: "holds the character U+0000" };
    return LONE_SURROGATE.test(value) ? { path, message: "holds half of a surrogate pair, which is not text" } : null;
  }
  if (typeof value !== "object" || value === null || ArrayBuffer.isView(value)) return null;
  if (depth === MAX_DEPTH) return { path: path.slice(0, 200), message: `is nested more than ${MAX_DEPTH} deep` };
  for (const [key, entry] of Object.entries(value)) {
    if (key.includes("\u0000") || LONE_SURROGATE.test(key)) return { path, message: "has a field name that is not text" };
    const found = unstorableText(entry, path === "" ? key : `${path}.${key}`, depth + 1);
    if (found) return found;
  }
  return null;
}
