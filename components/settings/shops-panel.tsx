"use client";

import { Text } from "@mantine/core";
import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import type { ShopView } from "@/lib/channels/core/shop-view";
import classes from "./settings.module.css";

/** Every shop with its own settings; secrets never leave the server. */
export function ShopsPanel({ shops }: { shops: ShopView[] }) {
  const t = useTranslations("settings.shops");
  const platforms = useTranslations("orders.platforms");
  const format = useFormatter();
  return (
    <Panel title={t("title")} aside={t("hint")}>
      {shops.length === 0 ? (
        <Text size="sm" c="dimmed" py="xs">
          {t("empty")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={1000}
          columns={[
            { key: "name", label: t("name"), width: 180 },
            { key: "code", label: t("code"), width: 130 },
            { key: "platform", label: t("platform"), width: 120 },
            { key: "buffer", label: t("buffer"), width: 110, right: true },
            { key: "warehouse", label: t("warehouse"), width: 110 },
            { key: "webhook", label: t("webhook") },
            { key: "heard", label: t("heard"), width: 100, right: true },
            { key: "refused", label: t("refused"), width: 90, right: true },
          ]}
        >
          {shops.map((shop) => (
            <tr key={shop.id}>
              <td title={shop.name}>
                <Link href={`/orders?shop=${encodeURIComponent(shop.code)}`} prefetch={false} className={classes.link}>
                  {shop.name}
                </Link>
              </td>
              <td className={classes.mono}>{shop.code}</td>
              <td>{platforms(shop.platform)}</td>
              <td data-right>{t("minutes", { count: shop.settings.buffer_minutes })}</td>
              <td>{shop.settings.default_warehouse || "—"}</td>
              <td className={classes.mono} title={shop.webhook_path}>
                {shop.webhook_path}
              </td>
              <td data-right>{shop.last_push_at ? <InstantText value={shop.last_push_at} /> : t("never")}</td>
              <td data-right title={shop.last_error ?? undefined}>
                {format.number(shop.refused_pushes)}
              </td>
            </tr>
          ))}
        </DenseTable>
      )}
    </Panel>
  );
}
