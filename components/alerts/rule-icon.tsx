import {
  IconHourglassEmpty,
  IconKeyOff,
  IconMailExclamation,
  IconPlugConnectedX,
  IconSendOff,
  IconTimelineEventX,
  IconVolumeOff,
  IconWebhookOff,
} from "@tabler/icons-react";
import type { AlertRule } from "@/lib/alerts/core/alert-rule";

const ICONS: Record<AlertRule, typeof IconKeyOff> = {
  order_stuck: IconHourglassEmpty,
  shop_silent: IconVolumeOff,
  coverage_gap: IconTimelineEventX,
  dead_letter: IconMailExclamation,
  write_back_stopped: IconSendOff,
  breaker_open: IconPlugConnectedX,
  token_expired: IconKeyOff,
  webhook_disabled: IconWebhookOff,
};

export function RuleIcon({ rule, size = 16 }: { rule: AlertRule; size?: number }) {
  const Icon = ICONS[rule];
  return <Icon size={size} stroke={1.6} aria-hidden />;
}
