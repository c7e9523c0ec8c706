import { Anchor, Group, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import { InstantText } from "./instant-text";
import { OrderStatusBadge } from "./order-status-badge";

type WeekProps = { customerId: string | null; orderId: string; orders: OrderRowView[] };

/** The customer's other orders of seven days. */
export function CustomerWeek({ customerId, orderId, orders }: WeekProps) {
  const t = useTranslations("orders.detail");
  if (customerId === null) {
    return (
      <Text size="sm" c="dimmed">
        {t("customer_none")}
      </Text>
    );
  }
  const others = orders.filter((order) => order.id !== orderId);
  return (
    <Stack gap={6}>
      {others.length === 0 && (
        <Text size="sm" c="dimmed">
          {t("customer_only")}
        </Text>
      )}
      {others.map((order) => (
        <Group key={order.id} gap="xs" wrap="nowrap">
          <Anchor component={Link} href={`/orders/${order.id}`} size="sm" ff="monospace" prefetch={false}>
            {order.external_id}
          </Anchor>
          <OrderStatusBadge status={order.status} />
          <Text size="xs" c="dimmed" truncate flex={1}>
            {order.item_summary}
          </Text>
          <InstantText value={order.placed_at} fz="xs" c="dimmed" />
        </Group>
      ))}
      <Anchor component={Link} href={`/customers/${customerId}`} size="sm">
        {t("customer_open")}
      </Anchor>
    </Stack>
  );
}
