import { Text, type TextProps, Tooltip } from "@mantine/core";
import { useFormatter, useNow } from "next-intl";

/** Relative times are told anew this often. */
const TICK_MS = 30_000;

/** Two machines' clocks differ by seconds: what has just happened is not told as the future. */
const CLOCK_SKEW_MS = 60_000;

/** An instant as people say it, with the exact one on hover. */
export function InstantText({ value, ...text }: { value: string } & TextProps) {
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const date = new Date(value);
  const exact = format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" });
  return (
    <Tooltip label={exact} openDelay={200}>
      <Text component="time" dateTime={value} inherit {...text} suppressHydrationWarning>
        {format.relativeTime(date, { now: date > now && date.getTime() - now.getTime() < CLOCK_SKEW_MS ? date : now, style: "narrow" })}
      </Text>
    </Tooltip>
  );
}
