import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json, sealed } from "@/db/columns";
import type { AlertRule } from "@/lib/alerts/core/alert-rule";
import type { AlertState, NotificationState } from "@/lib/alerts/core/alert-state";
import type { NotificationChannelKind } from "@/lib/alerts/core/notification-channel";
import type { Role } from "@/lib/shared/role";
import { shops } from "./channels";
import { orders } from "./orders";

/** Something a person must look at. One open alert per rule and subject; what it is about is told again only when it returns. */
export const alerts = pgTable(
  "alerts",
  {
    id: idColumn(),
    rule: text("rule").$type<AlertRule>().notNull(),
    /** What it is about: an order id, a shop id, "<shop id>:<from>" of a gap, an inbox id. */
    subject: text("subject").notNull(),
    shopId: uuid("shop_id").references(() => shops.id),
    orderId: uuid("order_id").references(() => orders.id),
    state: text("state").$type<AlertState>().notNull().default("open"),
    ownerRole: text("owner_role").$type<Role>().notNull(),
    ownerName: text("owner_name").notNull().default(""),
    /** Values of its sentence: numbers, times, masked words. */
    detail: json<Record<string, string | number | null>>("detail").notNull(),
    openedAt: instant("opened_at").notNull(),
    dueAt: instant("due_at").notNull(),
    acknowledgedAt: instant("acknowledged_at"),
    resolvedAt: instant("resolved_at"),
    resolvedBy: text("resolved_by").notNull().default(""),
  },
  (t) => [
    uniqueIndex("alerts_open").on(t.rule, t.subject).where(sql`${t.state} <> 'resolved'`),
    index("alerts_recent").on(t.openedAt.desc()),
    index("alerts_order").on(t.orderId),
  ],
);

/** Where people are told: an e-mail address or a group robot. */
export const notificationChannels = pgTable("notification_channels", {
  id: idColumn(),
  kind: text("kind").$type<NotificationChannelKind>().notNull(),
  name: text("name").notNull(),
  /** JSON of {address} or {url, secret}. */
  target: sealed("target").notNull(),
  /** What of it may be shown: "op***@example.com", "…key=1234". */
  targetMasked: text("target_masked").notNull(),
  /** Empty means all. */
  rules: text("rules").array().$type<AlertRule[]>().notNull().default(sql`'{}'::text[]`),
  enabled: boolean("enabled").notNull().default(true),
  lastSentAt: instant("last_sent_at"),
  lastError: text("last_error"),
  createdAt: createdAt(),
});

/** One message to one channel, telling one or many alerts. */
export const notifications = pgTable(
  "notifications",
  {
    id: idColumn(),
    channelId: uuid("channel_id")
      .notNull()
      .references(() => notificationChannels.id, { onDelete: "cascade" }),
    state: text("state").$type<NotificationState>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    nextTryAt: instant("next_try_at").notNull(),
    sentAt: instant("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("notifications_due").on(t.nextTryAt).where(sql`${t.state} = 'pending'`),
    index("notifications_sent").on(t.channelId, t.sentAt.desc()),
  ],
);

/** Which alert was told in which message: nothing is told twice, nothing is left untold. */
export const alertTellings = pgTable(
  "alert_tellings",
  {
    alertId: uuid("alert_id")
      .notNull()
      .references(() => alerts.id),
    channelId: uuid("channel_id")
      .notNull()
      .references(() => notificationChannels.id, { onDelete: "cascade" }),
    /** Null until a message takes it along. */
    notificationId: uuid("notification_id").references(() => notifications.id),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.alertId, t.channelId] }),
    index("alert_tellings_waiting").on(t.channelId).where(sql`${t.notificationId} is null`),
    index("alert_tellings_notification").on(t.notificationId),
  ],
);
