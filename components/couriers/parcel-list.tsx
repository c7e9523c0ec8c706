"use client";

import { ActionIcon, Anchor, Card, CopyButton, Group, Stack, Text, Timeline, Tooltip } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import type { ParcelView } from "@/lib/couriers/core/parcel-view";
import { ParcelStateBadge } from "./parcel-state-badge";

/** Nodes shown before the rest is asked for. */
const FIRST_NODES = 3;

/** The parcels of one order, each with its route, newest node first. */
export function ParcelList({ parcels }: { parcels: ParcelView[] }) {
  const t = useTranslations("couriers.parcel");
  if (parcels.length === 0) return <Text c="dimmed">{t("none")}</Text>;
  return (
    <Stack gap="sm">
      {parcels.map((parcel) => (
        <ParcelCard key={parcel.id} parcel={parcel} />
      ))}
    </Stack>
  );
}

function ParcelCard({ parcel }: { parcel: ParcelView }) {
  const t = useTranslations("couriers.parcel");
  const carriers = useTranslations("couriers.carriers");
  const carrier = carriers.has(parcel.carrier) ? carriers(parcel.carrier) : parcel.carrier;
  const others = parcel.order_ids.length - 1;
  return (
    <Card withBorder padding="sm">
      <Group justify="space-between" wrap="nowrap" mb="xs">
        <Group gap={6} wrap="nowrap">
          <Text fw={500}>{carrier}</Text>
          <Text ff="monospace">{parcel.tracking_number}</Text>
          <CopyTrackingNumber value={parcel.tracking_number} />
        </Group>
        <ParcelStateBadge state={parcel.state} />
      </Group>
      {others > 0 && (
        <Text size="sm" c="dimmed" mb="xs">
          {t("shared", { count: others })}
        </Text>
      )}
      <Route parcel={parcel} />
    </Card>
  );
}

function Route({ parcel }: { parcel: ParcelView }) {
  const t = useTranslations("couriers.parcel");
  const format = useFormatter();
  const [open, setOpen] = useState(false);
  const { events } = parcel;
  if (events.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        {t("no_events")}
      </Text>
    );
  }
  return (
    <>
      <Timeline bulletSize={10} lineWidth={2} active={0} reverseActive={false}>
        {(open ? events : events.slice(0, FIRST_NODES)).map((event) => (
          <Timeline.Item key={event.id}>
            <Text size="sm">{event.text}</Text>
            <Text size="xs" c="dimmed">
              {format.dateTime(new Date(event.occurred_at), { dateStyle: "short", timeStyle: "medium" })}
              {event.place && ` · ${event.place}`}
            </Text>
          </Timeline.Item>
        ))}
      </Timeline>
      {events.length > FIRST_NODES && (
        <Anchor component="button" type="button" size="sm" onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? t("hide_route") : t("show_route", { count: events.length })}
        </Anchor>
      )}
    </>
  );
}

function CopyTrackingNumber({ value }: { value: string }) {
  const t = useTranslations("couriers.parcel");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t("copied") : t("copy")}>
          <ActionIcon variant="subtle" color="gray" size="sm" onClick={copy} aria-label={t("copy")}>
            {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  );
}
