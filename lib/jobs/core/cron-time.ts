/** Minute, hour, day of month, month, day of week: the five fields of a crontab line, all in UTC. */
const RANGES = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31 },
  { min: 1, max: 12 },
  { min: 0, max: 6 },
] as const;

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A line that fits no day of four years (30 February) never runs. */
const SEARCH_DAYS = 1_461;

/** How often a line runs, in the few shapes people have words for; anything else is shown as it stands. */
export type Cadence = { kind: "minutes"; every: number } | { kind: "daily"; hour: number; minute: number } | { kind: "other"; cron: string };

export function cadenceOf(cron: string): Cadence {
  const [minute = "", hour = "", ...days] = cron.trim().split(/\s+/);
  if (days.some((field) => field !== "*")) return { kind: "other", cron };
  const step = /^\*(?:\/(\d+))?$/.exec(minute);
  if (step && hour === "*") return { kind: "minutes", every: Number(step[1] ?? 1) };
  if (/^\d+$/.test(minute) && /^\d+$/.test(hour)) return { kind: "daily", hour: Number(hour), minute: Number(minute) };
  return { kind: "other", cron };
}

/**
 * The first minute after `after` at which the line runs, or null for one that never does. All fields must fit, as
 * graphile-worker reads them (classic cron takes either day field when both are set).
 */
export function nextRunAt(cron: string, after: Date): Date | null {
  const [minutes, hours, dates, months, weekdays] = fieldsOf(cron);
  const start = Math.floor(after.getTime() / MINUTE_MS) * MINUTE_MS + MINUTE_MS;
  const firstDay = Math.floor(start / DAY_MS) * DAY_MS;
  for (let day = firstDay; day < firstDay + SEARCH_DAYS * DAY_MS; day += DAY_MS) {
    const date = new Date(day);
    if (!months.has(date.getUTCMonth() + 1) || !dates.has(date.getUTCDate()) || !weekdays.has(date.getUTCDay())) continue;
    for (const hour of hours) {
      for (const minute of minutes) {
        const at = day + (hour * 60 + minute) * MINUTE_MS;
        if (at >= start) return new Date(at);
      }
    }
  }
  return null;
}

type Fields = [Set<number>, Set<number>, Set<number>, Set<number>, Set<number>];

function fieldsOf(cron: string): Fields {
  const texts = cron.trim().split(/\s+/);
  if (texts.length !== RANGES.length) throw new Error(`"${cron}" is not a crontab line: it has ${texts.length} fields, five are needed.`);
  return RANGES.map((range, index) => valuesOf(texts[index] ?? "", range)) as Fields;
}

/** "*", "5", "1-5", "*\/10", "0-30/10" and lists of them, ascending. */
function valuesOf(text: string, { min, max }: { min: number; max: number }): Set<number> {
  const values = text.split(",").flatMap((part) => {
    const match = /^(?:\*|(\d+)(?:-(\d+))?)(?:\/(\d+))?$/.exec(part);
    if (!match) throw new Error(`"${part}" is not a crontab field.`);
    const [, from, to, step] = match;
    const first = Number(from ?? min);
    const last = Number(to ?? from ?? max);
    const every = Number(step ?? 1);
    return Array.from({ length: Math.floor((last - first) / every) + 1 }, (_, index) => first + index * every);
  });
  return new Set(values.filter((value) => value >= min && value <= max).sort((a, b) => a - b));
}
