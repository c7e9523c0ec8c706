import { Text, Tooltip } from "@mantine/core";
import { useFormatter, useNow } from "next-intl";

/** Heartbeats and runs are seconds apart: told anew this often. */
const TICK_MS = 2_000;

/** Seconds since or until an instant, with the exact one on hover. `past`: a clock a little ahead is "now", never the future. */
export function WhenText({ value, past = false }: { value: string; past?: boolean }) {
  const format = useFormatter();
  const ticking = useNow({ updateInterval: TICK_MS });
  const date = new Date(value);
  const now = past && date > ticking ? date : ticking;
  return (
    <Tooltip label={format.dateTime(date, { dateStyle: "medium", timeStyle: "medium" })} openDelay={200}>
      <Text component="time" dateTime={value} inherit span suppressHydrationWarning>
        {format.relativeTime(date, { now, style: "narrow" })}
      </Text>
    </Tooltip>
  );
}
