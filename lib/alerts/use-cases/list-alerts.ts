import { reader } from "@/db/transaction";
import { findShopId } from "@/lib/orders/use-cases/find-shop-id";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import type { AlertState } from "../core/alert-state";
import { type AlertFilter, type AlertView, alertFilterSchema } from "../core/alert-view";
import { type AlertListRow, countActiveAlerts, listAlertRows } from "../store/alert-store";

const ACTIVE: readonly AlertState[] = ["open", "acknowledged"];

/** Alerts, newest first. */
export async function listAlerts(ctx: Ctx, input: AlertFilter = {}): Promise<{ alerts: AlertView[]; next_cursor: string | null }> {
  requirePermission(ctx, "ops.read");
  const filter = parseInput(alertFilterSchema, input);
  const rows = await listAlertRows(reader(), {
    states: filter.status === "active" ? ACTIVE : [filter.status],
    rule: filter.rule,
    shopId: filter.shop ? await findShopId(reader(), filter.shop) : undefined,
    before: filter.cursor ? positionOf(filter.cursor) : undefined,
    limit: filter.limit + 1,
  });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1);
  return {
    alerts: page.map(viewOf),
    next_cursor: rows.length > filter.limit && last ? encodeCursor([last.openedAt.getTime(), last.id]) : null,
  };
}

/** How many alerts wait for somebody to look at them. */
export async function countOpenAlerts(ctx: Ctx): Promise<number> {
  requirePermission(ctx, "ops.read");
  const rows = await countActiveAlerts(reader());
  return rows.filter(({ state }) => state === "open").reduce((sum, { n }) => sum + n, 0);
}

function positionOf(cursor: string): { openedAt: Date; id: string } {
  const [at, id] = decodeCursor(cursor);
  return { openedAt: new Date(Number(at)), id: String(id) };
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
