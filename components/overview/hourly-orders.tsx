"use client";

import { Skeleton, Text } from "@mantine/core";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { hourlySeries } from "./hourly-series";
import { ordersHref } from "./orders-href";
import classes from "./overview.module.css";

const CHART_HEIGHT = 220;
/** recharts weighs more than the rest of the page: it comes after the figures. */
const StackedBars = dynamic(() => import("@/components/chart/stacked-bars").then((module) => module.StackedBars), {
  ssr: false,
  loading: () => <Skeleton h={CHART_HEIGHT} />,
});

/** Orders of the last 24 hours by platform, with the same weekday a week before as a dashed line. */
export function HourlyOrders({ statistics, shop }: { statistics: OrderStatistics | null; shop: string | null }) {
  const t = useTranslations("overview.hourly");
  const platforms = useTranslations("orders.platforms");
  const format = useFormatter();
  if (!statistics) {
    return (
      <Panel title={t("title")}>
        <Skeleton h={CHART_HEIGHT} />
      </Panel>
    );
  }
  const { rows, series, orders, before, since } = hourlySeries(statistics);
  const summary = t("summary", { orders: format.number(orders), before: format.number(before) });
  const labelled = rows.map(({ hour, ...row }) => ({
    ...row,
    hour: format.dateTime(new Date(hour), { hour: "2-digit", minute: "2-digit", hour12: false }),
  }));
  return (
    <Panel title={t("title")} aside={t("aside")}>
      {orders === 0 && <p className={classes.quiet}>{t("empty")}</p>}
      <StackedBars
        height={CHART_HEIGHT}
        rows={labelled}
        x="hour"
        label={summary}
        bars={series.map(({ platform, color }) => ({ name: platform, label: platforms(platform), color }))}
        line={{ name: "week_before", label: t("week_before") }}
      />
      <ul className={classes.legend}>
        {series.map((entry) => (
          <li key={entry.platform}>
            <Link href={ordersHref({ platform: entry.platform, from: since, shop })} prefetch={false} className={classes.legendLink}>
              <span className={classes.swatch} style={{ background: `var(--mantine-color-${entry.color.replace(".", "-")})` }} aria-hidden />
              {platforms(entry.platform)} <b>{format.number(entry.orders)}</b>
            </Link>
          </li>
        ))}
        <li>
          <Text size="xs" c="dimmed">
            {summary}
          </Text>
        </li>
      </ul>
    </Panel>
  );
}
