import { useTranslations } from "next-intl";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Milliseconds in two units at most: "1 d 4 h", "3 h 20 min", "12 min". */
export function useDuration(): (ms: number) => string {
  const t = useTranslations("orders.duration");
  return (ms) => {
    const length = Math.abs(ms);
    if (length >= DAY) return t("days", { days: Math.floor(length / DAY), hours: Math.floor((length % DAY) / HOUR) });
    if (length >= HOUR) return t("hours", { hours: Math.floor(length / HOUR), minutes: Math.floor((length % HOUR) / MINUTE) });
    if (length >= MINUTE) return t("minutes", { minutes: Math.floor(length / MINUTE) });
    return t("seconds", { seconds: Math.floor(length / 1_000) });
  };
}
