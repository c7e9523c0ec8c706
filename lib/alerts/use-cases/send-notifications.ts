import { reader, withTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { nextRobotSlot } from "../core/robot-budget";
import {
  type ChannelRow,
  claimNotification,
  listAlertsOf,
  listChannelRows,
  listDueNotifications,
  listSentAt,
  lockOptionalChannel,
  settleNotification,
  takeWaiting,
  updateChannel,
} from "../store/notification-store";
import { deliverDigest } from "./deliver-digest";

/** A sender that died is followed by another after this; no channel takes longer to answer. */
const CLAIM_MS = 60_000;
const MINUTE_MS = 60_000;
const FIRST_PAUSE_MS = 30_000;
/** With doubling pauses about four hours: a mail server that is gone for a night is a failure people must see. */
const MAX_ATTEMPTS = 10;

/**
 * Sends what waits: per channel everything untold goes into one message, however many alerts there are, and robots are
 * asked no more often than they allow. A message is marked sent after it was taken: a crash in between sends it again.
 */
export async function sendNotifications(ctx: Ctx): Promise<{ sent: number; failed: number }> {
  requirePermission(ctx, "jobs.rerun");
  const counts = { sent: 0, failed: 0 };
  for (const channel of await listChannelRows(reader())) {
    if (!channel.enabled) continue;
    await gather(ctx, channel);
    for (const due of await listDueNotifications(reader(), { channelId: channel.id, now: ctx.clock.now() })) {
      const end = await send(ctx, channel, due.id);
      if (end === "later") break;
      counts[end] += 1;
    }
  }
  return counts;
}

async function gather(ctx: Ctx, channel: ChannelRow): Promise<void> {
  if ((await slot(ctx, channel)) > ctx.clock.now()) return;
  await withTransaction(async (tx) => {
    if (await lockOptionalChannel(tx, channel.id)) await takeWaiting(tx, { id: newId(), channelId: channel.id, at: ctx.clock.now() });
  });
}

async function slot(ctx: Ctx, channel: ChannelRow): Promise<Date> {
  const now = ctx.clock.now();
  if (channel.kind === "email") return now;
  return nextRobotSlot({ sent: await listSentAt(reader(), { channelId: channel.id, after: new Date(now.getTime() - MINUTE_MS) }), now });
}

async function send(ctx: Ctx, channel: ChannelRow, id: string): Promise<"sent" | "failed" | "later"> {
  const now = ctx.clock.now();
  if ((await slot(ctx, channel)) > now) return "later";
  const claimed = await claimNotification(reader(), { id, now, until: new Date(now.getTime() + CLAIM_MS) });
  if (!claimed) return "later";
  const alerts = await listAlertsOf(reader(), id);
  const result = await deliverDigest({ channel, alerts, now });
  if (result.ok) {
    await settleNotification(reader(), id, { state: "sent", sentAt: now, lastError: null });
    await updateChannel(reader(), channel.id, { lastSentAt: now, lastError: null });
    return "sent";
  }
  await updateChannel(reader(), channel.id, { lastError: result.reason });
  if (result.kind === "throttled") {
    await settleNotification(reader(), id, {
      lastError: result.reason,
      nextTryAt: new Date(now.getTime() + MINUTE_MS),
      attempts: claimed.attempts - 1,
    });
    return "later";
  }
  const over = claimed.attempts >= MAX_ATTEMPTS;
  const nextTryAt = new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** (claimed.attempts - 1));
  await settleNotification(reader(), id, { state: over ? "failed" : "pending", lastError: result.reason, nextTryAt });
  return "failed";
}
