import { Text, Tooltip } from "@mantine/core";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";

const TICK_MS = 30_000;
/** Less than this and somebody should look now. */
const SOON_MS = 2 * 3_600_000;

/** Time left to an instant: amber when two hours are all that is left, red once it is past. */
export function TimeLeft({ until, size = "sm" }: { until: string | null; size?: string }) {
  const t = useTranslations("merging.list");
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const duration = useDuration();
  if (until === null) {
    return (
      <Text size={size} c="dimmed" component="span">
        {t("no_deadline")}
      </Text>
    );
  }
  const left = new Date(until).getTime() - now.getTime();
  const color = left < 0 ? "var(--mantine-color-error)" : left < SOON_MS ? "var(--td-amber)" : undefined;
  return (
    <Tooltip label={format.dateTime(new Date(until), { dateStyle: "medium", timeStyle: "short" })}>
      <Text size={size} fw={left < SOON_MS ? 600 : 400} c={color} component="span" suppressHydrationWarning>
        {left < 0 ? t("late", { time: duration(left) }) : t("left", { time: duration(left) })}
      </Text>
    </Tooltip>
  );
}
