import { and, asc, eq, gt, inArray, isNotNull, isNull, lte, sql } from "drizzle-orm";
import { alerts, alertTellings, notificationChannels, notifications } from "@/db/schema/alerts";
import type { Executor, Tx } from "@/db/transaction";
import type { AlertRow } from "./alert-store";

export type ChannelRow = typeof notificationChannels.$inferSelect;
export type NotificationRow = typeof notifications.$inferSelect;

export function listChannelRows(executor: Executor): Promise<ChannelRow[]> {
  return executor.select().from(notificationChannels).orderBy(asc(notificationChannels.createdAt), asc(notificationChannels.id));
}

export async function insertChannel(tx: Tx, row: typeof notificationChannels.$inferInsert): Promise<void> {
  await tx.insert(notificationChannels).values(row);
}

export async function lockOptionalChannel(tx: Tx, id: string): Promise<ChannelRow | null> {
  const [row] = await tx.select().from(notificationChannels).where(eq(notificationChannels.id, id)).for("update");
  return row ?? null;
}

export async function updateChannel(
  executor: Executor,
  id: string,
  change: Partial<Pick<ChannelRow, "enabled" | "lastSentAt" | "lastError">>,
): Promise<void> {
  await executor.update(notificationChannels).set(change).where(eq(notificationChannels.id, id));
}

export async function deleteChannel(tx: Tx, id: string): Promise<void> {
  await tx.delete(notificationChannels).where(eq(notificationChannels.id, id));
}

/** Every alert for every channel that listens to its rule: set-based, since a thousand may open at once. */
export async function insertTellings(tx: Tx, alertIds: string[], at: Date): Promise<number> {
  if (alertIds.length === 0) return 0;
  const done = await tx.execute(sql`
    insert into alert_tellings (alert_id, channel_id, created_at)
    select a.id, c.id, ${at.toISOString()}::timestamptz
    from json_array_elements_text(${JSON.stringify(alertIds)}::json) as given(id)
    join alerts a on a.id = given.id::uuid
    join notification_channels c on c.enabled and (cardinality(c.rules) = 0 or a.rule = any(c.rules))
    on conflict do nothing`);
  return done.count;
}

/** Puts everything that waits for a channel into one message; null when nothing waits. The channel is locked by the caller. */
export async function takeWaiting(tx: Tx, input: { id: string; channelId: string; at: Date }): Promise<NotificationRow | null> {
  const [waiting] = await tx
    .select({ one: sql`1` })
    .from(alertTellings)
    .where(and(eq(alertTellings.channelId, input.channelId), isNull(alertTellings.notificationId)))
    .limit(1);
  if (!waiting) return null;
  const [row] = await tx
    .insert(notifications)
    .values({ id: input.id, channelId: input.channelId, nextTryAt: input.at, createdAt: input.at })
    .returning();
  await tx
    .update(alertTellings)
    .set({ notificationId: input.id })
    .where(and(eq(alertTellings.channelId, input.channelId), isNull(alertTellings.notificationId)));
  return row ?? null;
}

/** Messages whose time has come, oldest first. */
export function listDueNotifications(executor: Executor, input: { channelId: string; now: Date }): Promise<NotificationRow[]> {
  return executor
    .select()
    .from(notifications)
    .where(and(eq(notifications.channelId, input.channelId), eq(notifications.state, "pending"), lte(notifications.nextTryAt, input.now)))
    .orderBy(asc(notifications.createdAt));
}

/** Claims a message for one sender: a second one finds its next try in the future. */
export async function claimNotification(executor: Executor, input: { id: string; now: Date; until: Date }): Promise<NotificationRow | null> {
  const [row] = await executor
    .update(notifications)
    .set({ attempts: sql`${notifications.attempts} + 1`, nextTryAt: input.until })
    .where(and(eq(notifications.id, input.id), eq(notifications.state, "pending"), lte(notifications.nextTryAt, input.now)))
    .returning();
  return row ?? null;
}

export async function settleNotification(
  executor: Executor,
  id: string,
  change: Partial<Pick<NotificationRow, "state" | "sentAt" | "lastError" | "nextTryAt" | "attempts">>,
): Promise<void> {
  await executor
    .update(notifications)
    .set(change)
    .where(and(eq(notifications.id, id), eq(notifications.state, "pending")));
}

/** Instants of a channel's messages since `after`: what the robot's budget counts. */
export async function listSentAt(executor: Executor, input: { channelId: string; after: Date }): Promise<Date[]> {
  const rows = await executor
    .select({ at: notifications.sentAt })
    .from(notifications)
    .where(and(eq(notifications.channelId, input.channelId), isNotNull(notifications.sentAt), gt(notifications.sentAt, input.after)));
  return rows.flatMap(({ at }) => (at ? [at] : []));
}

export async function listAlertsOf(executor: Executor, notificationId: string): Promise<AlertRow[]> {
  const ids = executor.select({ id: alertTellings.alertId }).from(alertTellings).where(eq(alertTellings.notificationId, notificationId));
  return executor.select().from(alerts).where(inArray(alerts.id, ids)).orderBy(asc(alerts.openedAt));
}

/** Alerts not told yet, by channel: waiting for a message, or in one that has not gone out. */
export async function countWaiting(executor: Executor): Promise<Map<string, number>> {
  const rows = await executor
    .select({ id: alertTellings.channelId, n: sql<number>`count(*)::int` })
    .from(alertTellings)
    .leftJoin(notifications, eq(notifications.id, alertTellings.notificationId))
    .where(sql`${notifications.state} is distinct from 'sent'`)
    .groupBy(alertTellings.channelId);
  return new Map(rows.map(({ id, n }) => [id, n]));
}
