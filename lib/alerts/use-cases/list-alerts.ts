import { reader } from "@/db/transaction";
import { findShopId } from "@/lib/orders/use-cases/find-shop-id";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { ALERT_RULES, type AlertRule } from "../core/alert-rule";
import type { AlertState } from "../core/alert-state";
import { type AlertFilter, type AlertPage, type AlertView, alertFilterSchema } from "../core/alert-view";
import { type AlertListRow, countActiveAlerts, listDueAlertRows, listResolvedAlertRows } from "../store/alert-store";

const ACTIVE: readonly AlertState[] = ["open", "acknowledged"];

/** Alerts that stand, the first due first; or resolved ones, the last opened first. */
export async function listAlerts(ctx: Ctx, input: AlertFilter = {}): Promise<AlertPage> {
  requirePermission(ctx, "ops.read");
  const { status, rule, shop, cursor, limit } = parseInput(alertFilterSchema, input);
  const shopId = shop ? await findShopId(reader(), shop) : undefined;
  const filter = { rule, shopId, after: cursor ? decodeTimeCursor(cursor) : undefined, limit: limit + 1 };
  const [rows, counts] = await Promise.all([
    status === "resolved"
      ? listResolvedAlertRows(reader(), filter)
      : listDueAlertRows(reader(), { ...filter, states: status === "active" ? ACTIVE : [status] }),
    countActiveAlerts(reader()),
  ]);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    alerts: page.map(viewOf),
    counts: byRule(counts),
    next_cursor: rows.length > limit && last ? encodeCursor([(status === "resolved" ? last.openedAt : last.dueAt).toISOString(), last.id]) : null,
  };
}

function byRule(rows: { rule: AlertRule; state: AlertState; n: number }[]): AlertPage["counts"] {
  const sum = (rule: AlertRule, wanted: AlertState) => rows.find((row) => row.rule === rule && row.state === wanted)?.n ?? 0;
  const rules = (Object.keys(ALERT_RULES) as AlertRule[]).filter((rule) => rows.some((row) => row.rule === rule));
  return rules.map((rule) => ({ rule, open: sum(rule, "open"), acknowledged: sum(rule, "acknowledged") }));
}

function viewOf(row: AlertListRow): AlertView {
  return {
    id: row.id,
    rule: row.rule,
    subject: row.subject,
    state: row.state,
    shop_id: row.shopId,
    order_id: row.orderId,
    owner_role: row.ownerRole,
    owner_name: row.ownerName,
    detail: row.detail,
    opened_at: row.openedAt.toISOString(),
    due_at: row.dueAt.toISOString(),
    acknowledged_at: row.acknowledgedAt?.toISOString() ?? null,
    resolved_at: row.resolvedAt?.toISOString() ?? null,
    resolved_by: row.resolvedBy,
    told: row.told,
    to_tell: row.toTell,
  };
}
