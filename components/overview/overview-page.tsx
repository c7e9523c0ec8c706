"use client";

import { Group, Select, Text, Title } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import type { AwaitingItem } from "./awaiting-item";
import { AwaitingList } from "./awaiting-list";
import { Figures } from "./figures";
import { GoldenParts } from "./golden-parts";
import { HourlyOrders } from "./hourly-orders";
import classes from "./overview.module.css";
import { useAwaiting, useStatistics } from "./overview.query";
import { ShopFreshness } from "./shop-freshness";
import { StageFunnel } from "./stage-funnel";

type OverviewProps = {
  first: { shop: string | null; statistics: OrderStatistics; awaiting: AwaitingItem[] };
  shops: { code: string; name: string }[];
};

/** How the day goes, on one screen; every number leads to the rows behind it. */
export function OverviewPage({ first, shops }: OverviewProps) {
  const t = useTranslations("overview");
  const [shop, setShop] = useQueryState("shop", parseAsString.withOptions({ history: "replace" }));
  const statistics = useStatistics(shop, first);
  const awaiting = useAwaiting(shop, { ...first, at: first.statistics.at });
  const data = statistics.data ?? null;
  return (
    <div className={classes.page}>
      <Group justify="space-between" gap="xs">
        <Title order={1}>{t("title")}</Title>
        <Group gap="sm">
          <DataAge at={data?.at ?? null} failed={statistics.isError} />
          <Select
            size="xs"
            w={190}
            aria-label={t("shop")}
            placeholder={t("all_shops")}
            data={shops.map(({ code, name }) => ({ value: code, label: name }))}
            value={shop}
            onChange={(value) => void setShop(value)}
            clearable
            clearButtonProps={{ "aria-label": t("all_shops") }}
            searchable
          />
        </Group>
      </Group>
      <Figures statistics={data} shop={shop} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <StageFunnel statistics={data} shop={shop} />
          <HourlyOrders statistics={data} shop={shop} />
        </div>
        <div className={classes.column}>
          <AwaitingList items={awaiting.data ?? null} failed={awaiting.isError} />
          <GoldenParts statistics={data} />
          <ShopFreshness statistics={data} />
        </div>
      </div>
    </div>
  );
}

function DataAge({ at, failed }: { at: string | null; failed: boolean }) {
  const t = useTranslations("overview");
  const format = useFormatter();
  const time = at ? format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false }) : "";
  if (!failed) {
    return (
      <Text size="xs" c="dimmed">
        {at ? t("age", { time }) : ""}
      </Text>
    );
  }
  return (
    <Group gap={4} role="alert" c="var(--td-amber)">
      <IconAlertTriangle size={14} aria-hidden />
      <Text size="xs">{at ? t("stale", { time }) : t("failed")}</Text>
    </Group>
  );
}
