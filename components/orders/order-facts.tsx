import { Badge, Group, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { Fragment, type ReactNode } from "react";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import classes from "./order-facts.module.css";

/** Plain facts as label and value; what is not known is not shown. */
export function OrderFacts({ order }: { order: OrderDetailView }) {
  const t = useTranslations("orders");
  const carriers = useTranslations("couriers.carriers");
  const format = useFormatter();
  const time = (value: string | null) => value && format.dateTime(new Date(value), { dateStyle: "medium", timeStyle: "medium" });
  const flags = order.flags.length > 0 && (
    <Group gap={4}>
      {order.flags.map((flag) => (
        <Badge key={flag} size="xs" variant="default" tt="none">
          {flag}
        </Badge>
      ))}
    </Group>
  );
  const facts: [string, ReactNode][] = [
    [t("columns.shop"), order.shop.name],
    [t("detail.business_type"), t(`business_types.${order.business_type}`)],
    [t("detail.payment"), t(`payment_methods.${order.payment_method}`)],
    [t("detail.placed_at"), time(order.placed_at)],
    [t("detail.paid_at"), time(order.paid_at)],
    [t("detail.buffer_until"), order.status === "paid" && time(order.buffer_until)],
    [t("detail.ready_at"), time(order.ready_at)],
    [t("detail.shipped_at"), time(order.shipped_at)],
    [t("detail.delivered_at"), time(order.delivered_at)],
    [t("detail.ship_after"), time(order.ship_after)],
    [t("detail.promised"), time(order.promised_ship_at)],
    [t("detail.warehouse"), order.warehouse],
    [t("detail.carrier"), carriers.has(order.carrier) ? carriers(order.carrier) : order.carrier],
    [t("detail.flags"), flags],
    [t("detail.buyer_note"), order.buyer_note],
    [t("detail.seller_note"), order.seller_note],
    ...Object.entries(order.custom).map(([key, value]): [string, ReactNode] => [key, customText(value)]),
  ];
  return (
    <dl className={classes.facts}>
      {facts.map(([label, value]) =>
        value ? (
          <Fragment key={label}>
            <Text component="dt" size="xs" c="dimmed">
              {label}
            </Text>
            <Text component="dd" size="sm" m={0}>
              {value}
            </Text>
          </Fragment>
        ) : null,
      )}
    </dl>
  );
}

function customText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
