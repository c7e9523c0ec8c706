export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };

const SHANGHAI_OFFSET_MS = 8 * 3_600_000;

/** Zoneless platform time ("2026-11-24 09:05:00") is Asia/Shanghai, which has had no DST since 1991. */
export function fromShanghai(text: string): Date {
  const match = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})[ T](\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text.trim());
  if (!match) throw new RangeError(`A Shanghai time must look like "2026-11-24 09:05:00", got "${text}".`);
  const [year, month, day, hour, minute, second] = match.slice(1).map((part) => Number(part ?? 0));
  const utc = Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second);
  return new Date(utc - SHANGHAI_OFFSET_MS);
}

/** 2026-11-24T01:05:00Z → "2026-11-24 09:05:00" */
export function toShanghai(date: Date): string {
  return new Date(date.getTime() + SHANGHAI_OFFSET_MS).toISOString().slice(0, 19).replace("T", " ");
}

/** Midnight in Shanghai of the day that holds `date`. */
export function startOfShanghaiDay(date: Date): Date {
  const shifted = date.getTime() + SHANGHAI_OFFSET_MS;
  return new Date(Math.floor(shifted / 86_400_000) * 86_400_000 - SHANGHAI_OFFSET_MS);
}
