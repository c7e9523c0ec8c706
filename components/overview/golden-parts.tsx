"use client";

import { Box, Group, Text, Tooltip } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { BALL_HOLDERS } from "@/lib/orders/core/ball";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { BALL_COLORS } from "./ball-colors";
import classes from "./overview.module.css";

/** Today's golden metric split by who held the orders; the parts add up to the mean. */
export function GoldenParts({ statistics }: { statistics: OrderStatistics | null }) {
  const t = useTranslations("overview.golden");
  const holders = useTranslations("orders.ball.holders");
  const format = useFormatter();
  const parts = statistics?.golden.parts ?? {};
  const shown = BALL_HOLDERS.flatMap((holder) => (parts[holder] ? [{ holder, minutes: parts[holder] }] : []));
  const total = shown.reduce((sum, { minutes }) => sum + minutes, 0);
  const say = (holder: (typeof shown)[number]["holder"], minutes: number) =>
    t("part", { holder: holders(holder), minutes: format.number(minutes), percent: Math.round((minutes / total) * 100) });
  return (
    <Panel title={t("title")} aside={total > 0 ? t("aside", { minutes: format.number(total, { maximumFractionDigits: 1 }) }) : undefined}>
      {total === 0 && (
        <Text size="sm" c="dimmed" mih={40}>
          {statistics ? t("none") : ""}
        </Text>
      )}
      <Group gap={1} wrap="nowrap" h={total > 0 ? 14 : 0} style={{ borderRadius: 4, overflow: "hidden" }} aria-hidden>
        {shown.map(({ holder, minutes }) => (
          <Tooltip key={holder} label={say(holder, minutes)}>
            <Box h="100%" bg={BALL_COLORS[holder]} style={{ flex: `${minutes} 0 3px` }} />
          </Tooltip>
        ))}
      </Group>
      <ul className={classes.parts}>
        {shown.map(({ holder, minutes }) => (
          <li key={holder}>
            <Box w={8} h={8} bg={BALL_COLORS[holder]} style={{ borderRadius: 2 }} aria-hidden />
            <Text size="xs">{say(holder, minutes)}</Text>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
