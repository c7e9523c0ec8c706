import { type Tx, withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { type AlertCause, causeKey } from "../core/alert-cause";
import { ALERT_RULES } from "../core/alert-rule";
import { alertMachine } from "../core/alert-state";
import { type AlertRow, insertAlerts, listActiveAlerts, moveAlerts, type NewAlertRow, updateDetails } from "../store/alert-store";
import { insertTellings } from "../store/notification-store";
import { collectCauses } from "./collect-causes";

/**
 * Compares what is wrong now with the alerts that stand: new causes open one and are told to every channel that
 * listens, causes that are gone resolve theirs, the rest only follow in their words. One transaction.
 */
export async function evaluateAlerts(ctx: Ctx): Promise<{ opened: number; resolved: number }> {
  requirePermission(ctx, "jobs.rerun");
  return withTransaction(async (tx) => {
    const now = ctx.clock.now();
    const causes = new Map((await collectCauses(tx, { now })).map((cause) => [causeKey(cause), cause]));
    const active = new Map((await listActiveAlerts(tx)).map((row) => [causeKey(row), row]));
    const opened = await open(tx, { causes: [...causes].flatMap(([key, cause]) => (active.has(key) ? [] : [cause])), now });
    const resolved = await moveAlerts(tx, {
      ids: [...active].flatMap(([key, row]) => (causes.has(key) ? [] : [row.id])),
      from: alertMachine.actions.resolve.from,
      to: "resolved",
      columns: { resolvedAt: now, resolvedBy: "" },
    });
    await updateDetails(tx, followed(active, causes));
    await record(tx, ctx, { opened, resolved });
    if ((await insertTellings(tx, ids(opened), now)) > 0)
      await enqueueJob(tx, { name: "send_notifications", payload: {}, key: "send_notifications", queue: "send_notifications" });
    return { opened: opened.length, resolved: resolved.length };
  });
}

async function open(tx: Tx, input: { causes: AlertCause[]; now: Date }): Promise<NewAlertRow[]> {
  const { now } = input;
  const rows = input.causes.map((cause): NewAlertRow => {
    const { owner, withinMinutes } = ALERT_RULES[cause.rule];
    return { ...cause, id: newId(), ownerRole: owner, openedAt: now, dueAt: new Date(now.getTime() + withinMinutes * 60_000) };
  });
  const saved = await insertAlerts(tx, rows);
  return rows.filter((row) => saved.has(row.id));
}

function followed(active: Map<string, AlertRow>, causes: Map<string, AlertCause>): { id: string; detail: AlertRow["detail"] }[] {
  return [...active].flatMap(([key, row]) => {
    const cause = causes.get(key);
    return cause && JSON.stringify(cause.detail) !== JSON.stringify(row.detail) ? [{ id: row.id, detail: cause.detail }] : [];
  });
}

function ids(rows: { id: string }[]): string[] {
  return rows.map((row) => row.id);
}

async function record(tx: Tx, ctx: Ctx, input: { opened: NewAlertRow[]; resolved: AlertRow[] }): Promise<void> {
  const acts = [
    ...input.opened.map((row) => ({ row, action: "alerts.open" as const, state: "open" })),
    ...input.resolved.map((row) => ({ row, action: "alerts.clear" as const, state: "resolved" })),
  ];
  await appendAudit(
    tx,
    ctx,
    acts.map(({ row, action }) => ({
      action,
      entityType: "alert",
      entityId: row.id,
      orderIds: row.orderId ? [row.orderId] : [],
      after: { rule: row.rule, subject: row.subject },
    })),
  );
  await emitEvents(
    tx,
    ctx,
    acts.map(({ row, state }) => ({ type: "alert.changed", payload: { alert_id: row.id, rule: row.rule, state } })),
  );
}
