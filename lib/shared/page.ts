import { invalid } from "./errors";

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
  throw invalid("page.bad_cursor", `"${cursor.slice(0, 40)}" is not a cursor this list gave out.`);
}
