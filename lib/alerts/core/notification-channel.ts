import { z } from "zod";
import { ALERT_RULES, type AlertRule } from "./alert-rule";

export const NOTIFICATION_CHANNEL_KINDS = ["email", "wecom_robot", "dingtalk_robot"] as const;
export type NotificationChannelKind = (typeof NOTIFICATION_CHANNEL_KINDS)[number];

const RULES = Object.keys(ALERT_RULES) as [AlertRule, ...AlertRule[]];
const common = { name: z.string().trim().min(1).max(80), rules: z.array(z.enum(RULES)).max(RULES.length).default([]) };
const robotUrl = z.url({ protocol: /^https?$/ }).max(500);

/** What of a channel is needed to reach it; `secret` of a DingTalk robot signs. */
export const createNotificationChannelSchema = z.discriminatedUnion("kind", [
  z.strictObject({ ...common, kind: z.literal("email"), address: z.email().max(200) }),
  z.strictObject({ ...common, kind: z.literal("wecom_robot"), url: robotUrl }),
  z.strictObject({ ...common, kind: z.literal("dingtalk_robot"), url: robotUrl, secret: z.string().max(200).default("") }),
]);
/** The fields of all kinds, as the API names them; which of them a kind needs, the schema above says. */
export const notificationChannelFields = z.strictObject({
  ...common,
  kind: z.enum(NOTIFICATION_CHANNEL_KINDS),
  address: z.email().max(200).optional(),
  url: robotUrl.optional(),
  secret: z.string().max(200).optional(),
});
export type CreateNotificationChannelInput = z.input<typeof createNotificationChannelSchema>;

export type NotificationTarget =
  | { kind: "email"; address: string }
  | { kind: "wecom_robot"; url: string }
  | { kind: "dingtalk_robot"; url: string; secret: string };

/** What may be shown of a target: enough to know it again. */
export function maskTarget(target: NotificationTarget): string {
  if (target.kind === "email") return target.address.replace(/^(.{1,2})[^@]*/, "$1***");
  const { host, pathname, searchParams } = new URL(target.url);
  const key = searchParams.get("key") ?? searchParams.get("access_token") ?? "";
  return `${host}${pathname}${key === "" ? "" : `?…${key.slice(-4)}`}`;
}

export const notificationChannelView = z.object({
  id: z.uuid(),
  kind: z.enum(NOTIFICATION_CHANNEL_KINDS),
  name: z.string(),
  target: z.string(),
  rules: z.array(z.enum(RULES)),
  enabled: z.boolean(),
  last_sent_at: z.iso.datetime().nullable(),
  last_error: z.string().nullable(),
  waiting: z.number(),
});
export type NotificationChannelView = z.infer<typeof notificationChannelView>;
