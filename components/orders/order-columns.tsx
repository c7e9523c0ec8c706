import { Anchor, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { DeadlineClock } from "./deadline-clock";
import { InstantText } from "./instant-text";
import { OrderMarks } from "./order-marks";
import { OrderStatusBadge } from "./order-status-badge";
import { Yuan } from "./yuan";

export const ORDER_COLUMNS = [
  "number",
  "stage",
  "deadline",
  "since",
  "platform",
  "shop",
  "receiver",
  "region",
  "items",
  "paid",
  "placed",
  "marks",
] as const;
export type OrderColumn = (typeof ORDER_COLUMNS)[number];

/** Widths in px; `items` takes what is left. */
export const COLUMN_WIDTHS: Record<OrderColumn, number | undefined> = {
  number: 176,
  platform: 84,
  shop: 120,
  stage: 120,
  since: 84,
  deadline: 116,
  receiver: 148,
  region: 112,
  items: undefined,
  paid: 84,
  placed: 84,
  marks: 72,
};

/** Not shown until asked for: what is left fits a 1440 px screen with room for the items. */
export const HIDDEN_AT_FIRST: OrderColumn[] = ["since", "region"];

export const RIGHT_ALIGNED: readonly OrderColumn[] = ["paid"];

/** One cell of the list. */
export function OrderCell({ column, order }: { column: OrderColumn; order: OrderRowView }): ReactNode {
  const t = useTranslations("orders");
  switch (column) {
    case "number":
      return (
        <Anchor component={Link} href={`/orders/${order.id}`} prefetch={false} inherit ff="monospace" title={order.external_id}>
          {order.external_id}
        </Anchor>
      );
    case "platform":
      return t(`platforms.${order.platform}`);
    case "shop":
      return order.shop.name;
    case "stage":
      return <OrderStatusBadge status={order.status} />;
    case "since":
      return <InstantText value={order.stage_since} c="dimmed" />;
    case "deadline":
      return <DeadlineClock status={order.status} promisedShipAt={order.promised_ship_at} />;
    case "receiver":
      return `${order.receiver.name} ${order.receiver.phone}`;
    case "region":
      return `${order.receiver.province.replace(/省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|特别行政区/, "")} ${order.receiver.city}`;
    case "items":
      return (
        <Text inherit span title={order.item_summary}>
          {order.item_summary}
        </Text>
      );
    case "paid":
      return <Yuan amount={order.paid_amount} />;
    case "placed":
      return <InstantText value={order.placed_at} c="dimmed" />;
    case "marks":
      return <OrderMarks order={order} />;
    default:
      return column satisfies never;
  }
}
