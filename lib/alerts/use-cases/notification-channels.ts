import { z } from "zod";
import { reader, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { requirePermission } from "@/lib/security/core/require-permission";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { CodedError, notFound } from "@/lib/shared/errors";
import { newId } from "@/lib/shared/ids";
import { parseInput } from "@/lib/shared/parse-input";
import {
  type CreateNotificationChannelInput,
  createNotificationChannelSchema,
  maskTarget,
  type NotificationChannelView,
} from "../core/notification-channel";
import { notificationPlace } from "../core/notification-place";
import { countWaiting, deleteChannel, insertChannel, listChannelRows, lockOptionalChannel, updateChannel } from "../store/notification-store";
import { deliverDigest } from "./deliver-digest";

const byId = z.strictObject({ channel_id: z.uuid() });

export async function listNotificationChannels(ctx: Ctx): Promise<{ channels: NotificationChannelView[] }> {
  requirePermission(ctx, "alerts.manage");
  const [rows, waiting] = await Promise.all([listChannelRows(reader()), countWaiting(reader())]);
  return {
    channels: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      name: row.name,
      target: row.targetMasked,
      rules: row.rules,
      enabled: row.enabled,
      last_sent_at: row.lastSentAt?.toISOString() ?? null,
      last_error: row.lastError,
      waiting: waiting.get(row.id) ?? 0,
    })),
  };
}

/** From now on this channel is told what opens; its address is kept sealed. */
export async function createNotificationChannel(ctx: Ctx, input: CreateNotificationChannelInput): Promise<{ channel_id: string }> {
  requirePermission(ctx, "alerts.manage");
  const { name, rules, ...target } = parseInput(createNotificationChannelSchema, input);
  const id = newId();
  const targetMasked = maskTarget(target);
  return withTransaction(async (tx) => {
    const sealed = sealJson(notificationPlace(id), target);
    await insertChannel(tx, { id, kind: target.kind, name, target: sealed, targetMasked, rules, createdAt: ctx.clock.now() });
    await appendAudit(tx, ctx, [
      {
        action: "alerts.create_channel",
        entityType: "notification_channel",
        entityId: id,
        after: { kind: target.kind, name, target: targetMasked, rules },
      },
    ]);
    return { channel_id: id };
  });
}

export async function removeNotificationChannel(ctx: Ctx, input: z.input<typeof byId>): Promise<{ channel_id: string }> {
  requirePermission(ctx, "alerts.manage");
  const { channel_id: id } = parseInput(byId, input);
  return withTransaction(async (tx) => {
    const row = await lockOptionalChannel(tx, id);
    if (!row) throw notFound("alerts", "notification_channel", id);
    await deleteChannel(tx, id);
    const before = { kind: row.kind, name: row.name, target: row.targetMasked };
    await appendAudit(tx, ctx, [{ action: "alerts.remove_channel", entityType: "notification_channel", entityId: id, before }]);
    return { channel_id: id };
  });
}

/** Sends one message that says it is a test, and tells what came back. */
export async function testNotificationChannel(ctx: Ctx, input: z.input<typeof byId>): Promise<{ channel_id: string }> {
  requirePermission(ctx, "alerts.manage");
  const { channel_id: id } = parseInput(byId, input);
  const channel = (await listChannelRows(reader())).find((row) => row.id === id);
  if (!channel) throw notFound("alerts", "notification_channel", id);
  const now = ctx.clock.now();
  const test = { id, rule: "shop_silent", detail: { shop: "测试 test", since: now.toISOString() }, openedAt: now } as const;
  const result = await deliverDigest({ channel, alerts: [test], now });
  await updateChannel(reader(), id, result.ok ? { lastSentAt: now, lastError: null } : { lastError: result.reason });
  if (!result.ok)
    throw new CodedError({ kind: "unavailable", code: "alerts.test_failed", message: result.reason, params: { reason: result.reason } });
  await withTransaction((tx) =>
    appendAudit(tx, ctx, [{ action: "alerts.test_channel", entityType: "notification_channel", entityId: id, after: { name: channel.name } }]),
  );
  return { channel_id: id };
}
