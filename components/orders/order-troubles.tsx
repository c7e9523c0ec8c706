"use client";

import { Alert, Button, Group, Stack, Text } from "@mantine/core";
import { IconAlertTriangle, IconHandStop } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { isLifecycleEvent } from "@/lib/orders/core/order-event";
import { ORDER_STATUSES } from "@/lib/orders/core/order-status";
import type { OrderDetailView } from "@/lib/orders/core/order-view";
import { yuanText } from "@/lib/shared/money";
import { InstantText } from "./instant-text";
import type { OrderActions } from "./order-actions";
import { useRefusalText } from "./use-refusal-text";

type TroubleProps = { order: OrderDetailView; mayHold: boolean; releaseHold: OrderActions["releaseHold"]; onDone: () => void };

/** What keeps this order: typed exceptions with what they quote, holds with owner and end. */
export function OrderTroubles({ order, mayHold, releaseHold, onDone }: TroubleProps) {
  if (order.exceptions.length === 0 && order.holds.length === 0) return null;
  return (
    <Stack gap="xs">
      {order.exceptions.map((exception) => (
        <ExceptionAlert key={exception.id} exception={exception} />
      ))}
      {order.holds.map((hold) => (
        <HoldAlert
          key={hold.id}
          hold={hold}
          mayHold={mayHold}
          release={() => releaseHold({ order_id: order.id, hold_id: hold.id })}
          onDone={onDone}
        />
      ))}
    </Stack>
  );
}

function ExceptionAlert({ exception }: { exception: OrderDetailView["exceptions"][number] }) {
  const t = useTranslations("orders");
  const sentence = useExceptionSentence();
  const type = `exceptions.${exception.type}`;
  return (
    <Alert color="orange" py={8} icon={<IconAlertTriangle size={16} />} title={t.has(type) ? t(type) : exception.type}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">{sentence(exception.type, exception.detail)}</Text>
        <Text size="xs" c="dimmed">
          <InstantText value={exception.opened_at} />
        </Text>
      </Group>
    </Alert>
  );
}

function useExceptionSentence(): (type: string, detail: Record<string, unknown>) => string {
  const t = useTranslations("orders");
  const format = useFormatter();
  const word = (value: unknown) => {
    const text = String(value ?? "");
    if (isLifecycleEvent(text) && !ORDER_STATUSES.some((status) => status === text)) return t(`events.${text}`);
    const status = ORDER_STATUSES.find((entry) => entry === text);
    if (status) return t(`states.${status}`);
    if (/^\d{4}-\d\d-\d\dT/.test(text)) return format.dateTime(new Date(text), { dateStyle: "short", timeStyle: "medium" });
    return t.has(`sources.${text}`) ? t(`sources.${text}`) : text;
  };
  return (type, detail) => {
    const values = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, typeof value === "number" ? yuanText(value) : word(value)]));
    const key = `exception_details.${type}`;
    return t.has(key) ? t(key, values) : t("exception_details.other");
  };
}

type HoldAlertProps = {
  hold: OrderDetailView["holds"][number];
  mayHold: boolean;
  release: () => ReturnType<OrderActions["releaseHold"]>;
  onDone: () => void;
};

function HoldAlert({ hold, mayHold, release, onDone }: HoldAlertProps) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const refusalText = useRefusalText();
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const confirm = async () => {
    setBusy(true);
    const result = await release();
    setBusy(false);
    setRefusal(result.ok ? null : refusalText(result));
    if (result.ok) onDone();
  };
  const ends = hold.until && t("detail.hold_until", { time: format.dateTime(new Date(hold.until), { dateStyle: "short", timeStyle: "short" }) });
  return (
    <Alert color="orange" py={8} icon={<IconHandStop size={16} />} title={t("detail.hold_by", { owner: hold.owner })}>
      <Group justify="space-between" gap="xs">
        <Text size="sm">
          {hold.reason} {ends}
        </Text>
        {mayHold && (
          <Button size="compact-xs" variant="default" loading={busy} onClick={() => void confirm()}>
            {t("hold.release")}
          </Button>
        )}
      </Group>
      {refusal && (
        <Text size="sm" c="red">
          {refusal}
        </Text>
      )}
    </Alert>
  );
}
