"use client";

import { Text, Tooltip } from "@mantine/core";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";

const TICK_MS = 10_000;
/** From here on the deadline is amber: what is left is one person reading one request. */
const SOON_MS = 15 * 60_000;

/** By when a decision is due; the exact instant on hover. */
export function DueClock({ dueAt }: { dueAt: string }) {
  const t = useTranslations("versions.queue");
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const duration = useDuration();
  const left = new Date(dueAt).getTime() - now.getTime();
  const color = left < 0 ? "red" : left < SOON_MS ? "orange" : undefined;
  return (
    <Tooltip label={format.dateTime(new Date(dueAt), { dateStyle: "medium", timeStyle: "short" })} openDelay={200}>
      <Text inherit component="span" c={color} fw={color ? 600 : undefined} suppressHydrationWarning>
        {left < 0 ? t("late", { duration: duration(left) }) : t("left", { duration: duration(left) })}
      </Text>
    </Tooltip>
  );
}
