"use client";

import { Text, Tooltip } from "@mantine/core";
import { useFormatter, useNow, useTranslations } from "next-intl";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import { AT_RISK_MINUTES } from "@/lib/orders/core/statistics-view";
import { useDuration } from "./use-duration";

const TICK_MS = 30_000;
const WAITING: readonly OrderStatus[] = ["unpaid", "paid", "ready_to_ship", "partially_shipped"];

type ClockProps = { status: OrderStatus; promisedShipAt: string | null };

/** By when the order must leave: red once late, amber when one picking round is all that is left. */
export function DeadlineClock({ status, promisedShipAt }: ClockProps) {
  const t = useTranslations("orders.deadline");
  const format = useFormatter();
  const now = useNow({ updateInterval: TICK_MS });
  const duration = useDuration();
  if (!WAITING.includes(status)) return null;
  if (promisedShipAt === null) {
    return (
      <Text inherit c="dimmed" component="span">
        {t("none")}
      </Text>
    );
  }
  const left = new Date(promisedShipAt).getTime() - now.getTime();
  const text = duration(left);
  return (
    <Tooltip label={format.dateTime(new Date(promisedShipAt), { dateStyle: "medium", timeStyle: "short" })} openDelay={200}>
      <Text inherit component="span" fw={left < AT_RISK_MINUTES * 60_000 ? 600 : 400} c={colorOf(left)} suppressHydrationWarning>
        {left < 0 ? t("late", { duration: text }) : t("left", { duration: text })}
      </Text>
    </Tooltip>
  );
}

function colorOf(left: number): string | undefined {
  if (left < 0) return "var(--mantine-color-error)";
  return left < AT_RISK_MINUTES * 60_000 ? "orange" : undefined;
}
