import { type CodedError, invalid } from "./errors";
import { isId } from "./ids";

export const PAGE_LIMIT = { default: 50, max: 200 } as const;

/** An opaque cursor: the sort key of the last row, base64url of JSON. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key), "utf8").toString("base64url");
}

export function decodeCursor(cursor: string): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(key) && key.every((part) => typeof part === "string" || typeof part === "number")) return key;
  } catch {
    // falls through to the refusal below, which quotes what came
  }
  throw badCursor(cursor);
}

/** The cursor of a list sorted by an instant and an id. */
export function decodeTimeCursor(cursor: string): { at: Date; id: string } {
  const [text, id] = decodeCursor(cursor);
  const at = typeof text === "string" && INSTANT.test(text) ? new Date(text) : null;
  if (at && !Number.isNaN(at.getTime()) && typeof id === "string" && isId(id)) return { at, id };
  throw badCursor(cursor);
}

/** As `toISOString` writes it, in the years that PostgreSQL knows too. */
const INSTANT = /^(?!0000)\d{4}-\d{2}-\d{2}T[\d:.]+Z$/;

export function badCursor(cursor: string): CodedError {
  return invalid("page.bad_cursor", `"${cursor.slice(0, 40)}" is not a cursor this list gave out.`, [
    { path: "cursor", message: "is none of this list" },
  ]);
}
