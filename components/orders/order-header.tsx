"use client";

import { ActionIcon, Badge, CopyButton, Group, Text, Title, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { DeadlineClock } from "./deadline-clock";
import { InstantText } from "./instant-text";
import { OrderMarks } from "./order-marks";
import { OrderStatusBadge } from "./order-status-badge";

/** Which order this is, where it stands, by when it must move, and what can be done. */
export function OrderHeader({ order, actions, heading }: { order: OrderDetailView; actions?: ReactNode; heading: 1 | 2 }) {
  const t = useTranslations("orders");
  return (
    <Group justify="space-between" align="flex-start" gap="sm">
      <div>
        <Group gap="xs">
          <Title order={heading} size="h4" ff="monospace">
            {order.external_id}
          </Title>
          <CopyNumber value={order.external_id} />
          <OrderStatusBadge status={order.status} />
          <OrderMarks order={order} />
        </Group>
        <Group gap="xs" c="dimmed" fz="sm">
          <Text inherit>
            {t(`platforms.${order.platform}`)} · {order.shop.name}
          </Text>
          <Badge size="xs" variant="default" tt="none">
            {t("detail.version", { version: order.version })}
          </Badge>
          <InstantText value={order.stage_since} />
          <DeadlineClock status={order.status} promisedShipAt={order.promised_ship_at} />
        </Group>
      </div>
      <Group gap="xs">{actions}</Group>
    </Group>
  );
}

function CopyNumber({ value }: { value: string }) {
  const t = useTranslations("orders.detail");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("copied") : t("copy_number")}>
          <ActionIcon size="sm" variant="subtle" color="gray" onClick={copy} aria-label={t("copy_number")}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
