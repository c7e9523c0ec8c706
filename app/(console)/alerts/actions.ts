"use server";

import { runAction } from "@/app/run-action";
import type { DecideAlertInput } from "@/lib/alerts/core/alert-view";
import type { CreateNotificationChannelInput } from "@/lib/alerts/core/notification-channel";
import { decideAlert } from "@/lib/alerts/use-cases/decide-alert";
import { createNotificationChannel, removeNotificationChannel, testNotificationChannel } from "@/lib/alerts/use-cases/notification-channels";

export async function decideAlertAction(input: DecideAlertInput) {
  return runAction(decideAlert, input);
}

export async function addChannelAction(input: CreateNotificationChannelInput) {
  return runAction(createNotificationChannel, input);
}

export async function testChannelAction(input: { channel_id: string }) {
  return runAction(testNotificationChannel, input);
}

export async function removeChannelAction(input: { channel_id: string }) {
  return runAction(removeNotificationChannel, input);
}
