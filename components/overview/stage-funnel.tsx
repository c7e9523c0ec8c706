"use client";

import Link from "next/link";
import { useFormatter, useNow, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { useDuration } from "@/components/orders/use-duration";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { ordersHref } from "./orders-href";
import classes from "./overview.module.css";

const TICK_MS = 30_000;
/** A bar nobody can see would say zero. */
const SHORTEST_PERCENT = 0.8;

/** Where the orders stand, each stage a link to its rows. */
export function StageFunnel({ statistics, shop }: { statistics: OrderStatistics | null; shop: string | null }) {
  const t = useTranslations("overview.funnel");
  const words = useTranslations("orders.states");
  const format = useFormatter();
  const duration = useDuration();
  const now = useNow({ updateInterval: TICK_MS });
  const stages = statistics?.stages ?? [];
  const most = Math.max(1, ...stages.map(({ orders }) => orders));
  return (
    <Panel title={t("title")} aside={t("aside")}>
      <ul className={classes.rows} style={{ minHeight: 8 * 30 }}>
        {stages.map(({ status, orders, oldest_since }) => (
          <li key={status}>
            <Link
              href={ordersHref({ status, shop })}
              prefetch={false}
              className={classes.stage}
              aria-label={t("count", { status: words(status), orders })}
            >
              <span>{words(status)}</span>
              <span className={classes.track}>
                <span
                  className={classes.bar}
                  data-status={status}
                  style={{ width: orders === 0 ? 0 : `${Math.max(SHORTEST_PERCENT, (orders / most) * 100)}%` }}
                />
              </span>
              <span className={classes.number}>{format.number(orders)}</span>
              <span className={classes.age} suppressHydrationWarning>
                {oldest_since && orders > 0 ? t("oldest", { age: duration(now.getTime() - Date.parse(oldest_since)) }) : ""}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
