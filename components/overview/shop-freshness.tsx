"use client";

import Link from "next/link";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import { ordersHref } from "./orders-href";
import classes from "./overview.module.css";

/** When each shop was last heard of, the quietest first. */
export function ShopFreshness({ statistics }: { statistics: OrderStatistics | null }) {
  const t = useTranslations("overview.shops");
  const platforms = useTranslations("orders.platforms");
  const shops = statistics?.shops ?? [];
  return (
    <Panel title={t("title")} aside={t("aside")}>
      {statistics && shops.length === 0 && <p className={classes.quiet}>{t("empty")}</p>}
      <ul className={classes.rows}>
        {shops.map(({ id, code, name, platform, heard_at }) => (
          <li key={id}>
            <Link href={ordersHref({ shop: code })} prefetch={false} className={classes.shop}>
              <span className={classes.clip}>{name}</span>
              <span className={classes.dim}>{platforms(platform)}</span>
              <span className={classes.number}>{heard_at ? <InstantText value={heard_at} /> : t("never")}</span>
            </Link>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
