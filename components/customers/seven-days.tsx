"use client";

import { Box, SimpleGrid, Stack, Text, Tooltip } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { startOfShanghaiDay } from "@/lib/shared/clock";
import classes from "./seven-days.module.css";

const DAY_MS = 86_400_000;
const DAYS = 7;

/** As much of an order as the strip shows. */
export type DayOrder = Pick<OrderRowView, "id" | "external_id" | "placed_at" | "status" | "item_summary" | "paid_amount">;

const COLORS: Record<DayOrder["status"], string> = {
  unpaid: "gray.5",
  paid: "gray.6",
  ready_to_ship: "blue.5",
  partially_shipped: "blue.6",
  shipped: "blue.7",
  delivered: "green.6",
  completed: "green.7",
  cancelled: "gray.4",
};

/** Seven Shanghai days side by side, each order a block that leads to it. */
export function SevenDays({ orders, at }: { orders: DayOrder[]; at: string }) {
  const format = useFormatter();
  const t = useTranslations("customers.detail");
  const today = startOfShanghaiDay(new Date(at)).getTime();
  const days = Array.from({ length: DAYS }, (_, index) => today - (DAYS - 1 - index) * DAY_MS);
  return (
    <SimpleGrid cols={DAYS} spacing={4}>
      {days.map((day) => {
        const own = orders.filter((order) => Date.parse(order.placed_at) >= day && Date.parse(order.placed_at) < day + DAY_MS);
        const name = format.dateTime(new Date(day), { month: "numeric", day: "numeric", timeZone: "Asia/Shanghai" });
        return (
          <Stack key={day} gap={3} className={classes.day} role="group" aria-label={t("orders_day", { day: name, count: own.length })}>
            <Text size="xs" c="dimmed" ta="center">
              {name}
            </Text>
            {own.map((order) => (
              <OrderBlock key={order.id} order={order} />
            ))}
          </Stack>
        );
      })}
    </SimpleGrid>
  );
}

function OrderBlock({ order }: { order: DayOrder }) {
  const states = useTranslations("orders.states");
  const label = `${order.external_id} · ${states(order.status)} · ${order.item_summary}`;
  return (
    <Tooltip label={label}>
      <Box component={Link} href={`/orders/${order.id}`} prefetch={false} className={classes.block} bg={COLORS[order.status]} aria-label={label} />
    </Tooltip>
  );
}
