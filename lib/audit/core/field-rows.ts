import type { AuditEntryView } from "./audit-view";

export type FieldValue = string | number | boolean | null;
/** One field of an act: `field` as dotted keys ("settings.buffer_minutes"), lists joined, null where it had no value. */
export type FieldRow = { field: string; before: FieldValue; after: FieldValue; changed: boolean };

/** Told elsewhere on the page: the order's own difference, its sentences, and the evidence as bars. */
const TOLD_ELSEWHERE: readonly string[] = ["diff", "sentences", "evidence"];

/**
 * Before and after side by side, in the order they were written. A field counts as changed when both sides hold it with
 * other values; what only one side holds was made or removed as a whole.
 */
export function fieldRowsOf({ before, after }: Pick<AuditEntryView, "before" | "after">): FieldRow[] {
  const was = flatten(before);
  const is = flatten(after);
  return [...new Set([...was.keys(), ...is.keys()])].map((field) => {
    const row = { field, before: was.get(field) ?? null, after: is.get(field) ?? null };
    return { ...row, changed: was.has(field) && is.has(field) && row.before !== row.after };
  });
}

function flatten(value: unknown, prefix = "", into = new Map<string, FieldValue>()): Map<string, FieldValue> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return into;
  for (const [key, entry] of Object.entries(value)) {
    if (prefix === "" && TOLD_ELSEWHERE.includes(key)) continue;
    const field = prefix + key;
    if (Array.isArray(entry)) into.set(field, entry.map(textOf).join(", "));
    else if (typeof entry === "object" && entry !== null) flatten(entry, `${field}.`, into);
    else if (typeof entry === "string" || typeof entry === "number" || typeof entry === "boolean") into.set(field, entry);
    else into.set(field, null);
  }
  return into;
}

/** A list's element: a word as it is, an object by the first of its values that names it. */
function textOf(element: unknown): string {
  if (typeof element !== "object" || element === null) return String(element);
  return String(Object.values(element).find((value) => typeof value === "string") ?? JSON.stringify(element));
}
