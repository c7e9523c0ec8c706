import { useFormatter, useTranslations } from "next-intl";
import { cadenceOf } from "@/lib/jobs/core/cron-time";

/** Jobs, how often they run and what they counted, in the reader's language; what has no words is shown by its code. */
export function useJobWords() {
  const t = useTranslations("jobs");
  const format = useFormatter();
  return {
    job: (job: string) => (t.has(`names.${job}`) ? t(`names.${job}`) : job),
    purpose: (job: string) => (t.has(`purposes.${job}`) ? t(`purposes.${job}`) : ""),
    cadence: (cron: string) => {
      const cadence = cadenceOf(cron);
      if (cadence.kind === "minutes") return t("cadence.minutes", { every: cadence.every });
      if (cadence.kind === "other") return cadence.cron;
      const at = new Date(Date.UTC(2026, 0, 1, cadence.hour, cadence.minute));
      return t("cadence.daily", { time: format.dateTime(at, { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) });
    },
    stats: (stats: Record<string, number> | null) =>
      Object.entries(stats ?? {})
        .filter(([, count]) => count > 0)
        .map(([key, count]) => (t.has(`stats.${key}`) ? t(`stats.${key}`, { count }) : `${key} ${format.number(count)}`))
        .join(" · "),
    duration: (ms: number | null) => {
      if (ms === null) return "—";
      if (ms < 1_000) return t("duration.ms", { value: format.number(ms) });
      return t("duration.s", { value: format.number(ms / 1_000, { maximumFractionDigits: 1 }) });
    },
  };
}
