"use client";

import { Box, Group, Stack, Text, Tooltip } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { BallHolder } from "@/lib/orders/core/ball";
import type { OrderBallView } from "@/lib/orders/core/ball-view";
import { useDuration } from "./use-duration";

const COLORS: Record<BallHolder, string> = {
  buyer: "gray.5",
  buffer: "gray.4",
  waiting_merge: "violet.5",
  exception: "orange.6",
  waiting_approval: "yellow.5",
  queue: "cyan.6",
  warehouse: "blue.6",
  courier: "teal.6",
};
/** The shortest piece that can still be pointed at, in percent of the bar. */
const MIN_WIDTH = 1.5;

/** Who held the order, as one bar from placed to now; the words below it add up to the whole. */
export function BallBar({ ball }: { ball: OrderBallView }) {
  const t = useTranslations("orders.ball");
  const duration = useDuration();
  const format = useFormatter();
  const lengths = ball.segments.map(({ from, to }) => Date.parse(to) - Date.parse(from));
  const time = (instant: string) => format.dateTime(new Date(instant), { month: "numeric", day: "numeric", hour: "2-digit", minute: "2-digit" });
  const describe = (index: number) => {
    const segment = ball.segments[index];
    if (!segment) return "";
    const { holder, from, to } = segment;
    return t("segment", {
      holder: t(`holders.${holder}`),
      duration: duration(lengths[index] ?? 0),
      from: time(from),
      to: time(to),
    });
  };
  return (
    <Stack gap={6} aria-label={t("title")} role="group">
      <Group justify="space-between">
        <Text size="sm" fw={500}>
          {ball.holder ? t("now", { holder: t(`holders.${ball.holder}`) }) : t("ended")}
        </Text>
        <Text size="sm" c="dimmed">
          {t(ball.golden.ready ? "golden" : "golden_running", { duration: duration(ball.golden.total_ms) })}
        </Text>
      </Group>
      <Group gap={1} wrap="nowrap" h={14} style={{ borderRadius: 4, overflow: "hidden" }}>
        {ball.segments.map((segment, index) => (
          <Tooltip key={segment.from} label={describe(index)} events={{ hover: true, focus: true, touch: true }}>
            <Box
              h="100%"
              bg={COLORS[segment.holder]}
              role="img"
              aria-label={describe(index)}
              style={{ flexGrow: Math.max(1, lengths[index] ?? 1), flexBasis: 0, minWidth: `${MIN_WIDTH}%` }}
            />
          </Tooltip>
        ))}
      </Group>
      <Group gap="sm">
        {summed(ball).map(([holder, length]) => (
          <Legend key={holder} holder={holder} text={duration(length)} />
        ))}
      </Group>
      {ball.stuck_at && (
        <Text size="xs" c="dimmed" suppressHydrationWarning>
          {t("stuck_at", { time: time(ball.stuck_at) })}
        </Text>
      )}
    </Stack>
  );
}

function Legend({ holder, text }: { holder: BallHolder; text: string }) {
  const t = useTranslations("orders.ball.holders");
  return (
    <Group gap={4} wrap="nowrap">
      <Box w={8} h={8} bg={COLORS[holder]} style={{ borderRadius: 2 }} aria-hidden />
      <Text size="xs">
        {t(holder)} {text}
      </Text>
    </Group>
  );
}

function summed(ball: OrderBallView): [BallHolder, number][] {
  const sums = new Map<BallHolder, number>();
  for (const { holder, from, to } of ball.segments) sums.set(holder, (sums.get(holder) ?? 0) + Date.parse(to) - Date.parse(from));
  return [...sums];
}
