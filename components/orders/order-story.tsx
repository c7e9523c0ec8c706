"use client";

import { Anchor, Group, Text, Timeline } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowMerge,
  IconBox,
  IconCheck,
  IconCreditCard,
  IconEye,
  IconGitPullRequest,
  IconHandStop,
  IconInbox,
  IconPrinter,
  IconReceiptRefund,
  IconRefresh,
  IconSend,
  IconTruck,
} from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { useState } from "react";
import { REVEAL_PURPOSES, type TimelineEntry } from "@/lib/orders/core/order-view";
import { VERSION_ORIGINS } from "@/lib/orders/core/snapshot";

const FIRST = 12;
/** A fact learned later than this shows when it was recorded, too. */
const LATE_MS = 5 * 60_000;

const ICONS: [RegExp, typeof IconBox][] = [
  [/^change_|version_created/, IconGitPullRequest],
  [/^merge|unmerged|group_/, IconArrowMerge],
  [/^hold/, IconHandStop],
  [/^parcel|delivered/, IconTruck],
  [/scan/, IconBox],
  [/paid/, IconCreditCard],
  [/refund/, IconReceiptRefund],
  [/label/, IconPrinter],
  [/revealed/, IconEye],
  [/imported|placed/, IconInbox],
  [/platform_(not_)?told/, IconSend],
  [/platform_updated/, IconRefresh],
  [/cancelled/, IconAlertTriangle],
];

/** Everything that happened, newest first: facts of platform, warehouse and courier, and what people did. */
export function OrderStory({ events }: { events: TimelineEntry[] }) {
  const t = useTranslations("orders");
  const [all, setAll] = useState(false);
  const newest = [...events].reverse();
  const shown = all ? newest : newest.slice(0, FIRST);
  return (
    <>
      <Timeline bulletSize={22} lineWidth={2} active={-1} styles={{ item: { marginTop: "var(--mantine-spacing-sm)" } }}>
        {shown.map((event) => (
          <Timeline.Item key={event.id} bullet={<EventIcon type={event.type} />} title={<EventTitle event={event} />}>
            <EventNote event={event} />
          </Timeline.Item>
        ))}
      </Timeline>
      {newest.length > FIRST && (
        <Anchor component="button" type="button" size="sm" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? t("detail.fewer_events") : t("detail.more_events", { count: newest.length })}
        </Anchor>
      )}
    </>
  );
}

function EventIcon({ type }: { type: string }) {
  const Icon = ICONS.find(([pattern]) => pattern.test(type))?.[1] ?? IconCheck;
  return <Icon size={12} aria-hidden />;
}

function EventTitle({ event }: { event: TimelineEntry }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const key = `events.${event.type}`;
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap">
      <Text size="sm" fw={500} component="span">
        {t.has(key) ? t(key) : event.type}
      </Text>
      <Text size="xs" c="dimmed" component="time" dateTime={event.occurred_at} style={{ whiteSpace: "nowrap" }}>
        {format.dateTime(new Date(event.occurred_at), {
          month: "numeric",
          day: "numeric",
          hour: "2-digit",
          minute: "2-digit",
          second: "2-digit",
        })}
      </Text>
    </Group>
  );
}

function EventNote({ event }: { event: TimelineEntry }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const source = `sources.${event.source}`;
  const late = Date.parse(event.recorded_at) - Date.parse(event.occurred_at) > LATE_MS;
  const parts = [
    event.source === "staff" && event.actor_name !== "" ? event.actor_name : t.has(source) ? t(source) : event.source,
    useDetailText(event),
    late
      ? t("detail.recorded_late", {
          time: format.dateTime(new Date(event.recorded_at), { dateStyle: "short", timeStyle: "short" }),
        })
      : "",
  ];
  return (
    <Text size="xs" c="dimmed">
      {parts.filter(Boolean).join(" · ")}
    </Text>
  );
}

/** The few facts of an event worth a word; ids are not. */
function useDetailText({ data }: TimelineEntry): string {
  const t = useTranslations("orders");
  const carriers = useTranslations("couriers.carriers");
  const carrier = text(data.carrier);
  const origin = VERSION_ORIGINS.find((entry) => entry === data.origin);
  const purpose = REVEAL_PURPOSES.find((entry) => entry === data.purpose);
  const words = [
    typeof data.version === "number" && t("detail.version", { version: data.version }),
    origin && t(`origins.${origin}`),
    purpose && t(`reveal.purposes.${purpose}`),
    carriers.has(carrier) ? carriers(carrier) : carrier,
    text(data.tracking_number),
    text(data.group_number),
    text(data.text),
    text(data.reason),
  ];
  return words.filter(Boolean).join(" · ");
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}
