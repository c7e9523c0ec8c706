import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleX,
  IconHourglass,
  IconMoonStars,
  IconPlayerPause,
  IconPlugConnectedX,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { DeliveryState } from "@/lib/events/core/delivery-state";
import type { EndpointView } from "@/lib/events/core/webhook-view";

type Look = { color: string; Icon: typeof IconCircleCheck };

/** How an endpoint is: its state, and whether an active one fails or rests. */
export type EndpointHealth = "active" | "failing" | "resting" | "paused" | "disabled";

const ENDPOINTS: Record<EndpointHealth, Look> = {
  active: { color: "green", Icon: IconCircleCheck },
  failing: { color: "orange", Icon: IconAlertTriangle },
  resting: { color: "orange", Icon: IconMoonStars },
  paused: { color: "gray", Icon: IconPlayerPause },
  disabled: { color: "red", Icon: IconPlugConnectedX },
};

const DELIVERIES: Record<DeliveryState, Look> = {
  pending: { color: "gray", Icon: IconHourglass },
  delivered: { color: "green", Icon: IconCircleCheck },
  failed: { color: "red", Icon: IconCircleX },
};

export function EndpointBadge({ endpoint, now }: { endpoint: EndpointView; now: Date }) {
  const t = useTranslations("events.endpoint_states");
  const health = healthOf(endpoint, now);
  return <StateBadge look={ENDPOINTS[health]} word={t(health)} />;
}

export function DeliveryBadge({ state }: { state: DeliveryState }) {
  const t = useTranslations("events.delivery_states");
  return <StateBadge look={DELIVERIES[state]} word={t(state)} />;
}

function healthOf({ state, rests_until, failing_since }: EndpointView, now: Date): EndpointHealth {
  if (state !== "active") return state;
  if (rests_until !== null && Date.parse(rests_until) > now.getTime()) return "resting";
  return failing_since === null ? "active" : "failing";
}

function StateBadge({ look: { color, Icon }, word }: { look: Look; word: string }) {
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {word}
    </Badge>
  );
}
