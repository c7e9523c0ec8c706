export const NOTIFICATION_CHANNEL_KINDS = ["email", "wecom_robot", "dingtalk_robot"] as const;
export type NotificationChannelKind = (typeof NOTIFICATION_CHANNEL_KINDS)[number];
