import { fromShanghai } from "@/lib/shared/clock";

/** Before this nobody sold online: "0001-01-01 00:00:00" and 1970 mean that it has not happened. */
const FIRST_YEAR = 2000;

/** A platform's zoneless "2026-11-24 09:05:00" as RFC 3339; blank, sentinel and unreadable times are null. */
export function shanghaiInstant(text: string): string | null {
  const year = Number(/^(\d{4})/.exec(text.trim())?.[1] ?? 0);
  if (year < FIRST_YEAR) return null;
  try {
    return fromShanghai(text).toISOString();
  } catch {
    return null;
  }
}
