import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { alertFilterSchema, alertPageView } from "@/lib/alerts/core/alert-view";
import { notificationChannelFields, notificationChannelView } from "@/lib/alerts/core/notification-channel";
import { decideAlert } from "@/lib/alerts/use-cases/decide-alert";
import { listAlerts } from "@/lib/alerts/use-cases/list-alerts";
import {
  createNotificationChannel,
  listNotificationChannels,
  removeNotificationChannel,
  testNotificationChannel,
} from "@/lib/alerts/use-cases/notification-channels";

const nothing = z.strictObject({});
const decided = z.object({ alert_id: z.uuid(), state: z.string() });
const channel = z.object({ channel_id: z.uuid() });

export const listAlertsEndpoint = endpoint({
  method: "GET",
  path: "/alerts",
  summary: "What somebody must look at: standing alerts, the first due first, or resolved ones, the last opened first.",
  permission: "ops.read",
  query: alertFilterSchema,
  response: alertPageView,
  call: (ctx, { query }) => listAlerts(ctx, query as never),
});

export const acknowledgeAlertEndpoint = endpoint({
  method: "POST",
  path: "/alerts/{id}/acknowledge",
  summary: "Take an alert on: others see who looks after it.",
  permission: "alerts.decide",
  body: nothing,
  response: decided,
  call: (ctx, { params }) => decideAlert(ctx, { alert_id: params.id ?? "", action: "acknowledge" }),
});

export const resolveAlertEndpoint = endpoint({
  method: "POST",
  path: "/alerts/{id}/resolve",
  summary: "Say that an alert is dealt with; if its cause stands, the next evaluation opens a new one.",
  permission: "alerts.decide",
  body: nothing,
  response: decided,
  call: (ctx, { params }) => decideAlert(ctx, { alert_id: params.id ?? "", action: "resolve" }),
});

export const listNotificationChannelsEndpoint = endpoint({
  method: "GET",
  path: "/notification-channels",
  summary: "Where people are told of alerts: mail addresses and group robots, masked.",
  permission: "alerts.manage",
  response: z.object({ channels: z.array(notificationChannelView) }),
  call: (ctx) => listNotificationChannels(ctx),
});

export const createNotificationChannelEndpoint = endpoint({
  method: "POST",
  path: "/notification-channels",
  summary: "Tell one more mail address or group robot; without rules it is told everything.",
  permission: "alerts.manage",
  body: notificationChannelFields,
  response: channel,
  call: (ctx, { body }) => createNotificationChannel(ctx, body as never),
});

export const testNotificationChannelEndpoint = endpoint({
  method: "POST",
  path: "/notification-channels/{id}/test",
  summary: "Send one message that says it is a test, and tell what came back.",
  permission: "alerts.manage",
  body: nothing,
  response: channel,
  call: (ctx, { params }) => testNotificationChannel(ctx, { channel_id: params.id ?? "" }),
});

export const removeNotificationChannelEndpoint = endpoint({
  method: "POST",
  path: "/notification-channels/{id}/remove",
  summary: "Tell this channel no more, not even what waits for it.",
  permission: "alerts.manage",
  body: nothing,
  response: channel,
  call: (ctx, { params }) => removeNotificationChannel(ctx, { channel_id: params.id ?? "" }),
});
