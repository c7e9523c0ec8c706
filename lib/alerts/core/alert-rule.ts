import type { Role } from "@/lib/shared/role";

/** What is watched. Each rule has one owner and a time within which a person should have looked. */
export const ALERT_RULES = {
  order_stuck: { owner: "ops", withinMinutes: 60 },
  shop_silent: { owner: "ops", withinMinutes: 30 },
  coverage_gap: { owner: "ops", withinMinutes: 30 },
  dead_letter: { owner: "ops", withinMinutes: 60 },
  write_back_stopped: { owner: "ops", withinMinutes: 60 },
  breaker_open: { owner: "ops", withinMinutes: 30 },
  token_expired: { owner: "admin", withinMinutes: 30 },
  webhook_disabled: { owner: "admin", withinMinutes: 240 },
} as const satisfies Record<string, { owner: Role; withinMinutes: number }>;

export type AlertRule = keyof typeof ALERT_RULES;
