import { and, asc, desc, eq, gt, inArray, lt, ne, or, sql } from "drizzle-orm";
import { alerts, alertTellings } from "@/db/schema/alerts";
import type { Executor, Tx } from "@/db/transaction";
import type { AlertRule } from "../core/alert-rule";
import type { AlertState } from "../core/alert-state";

export type AlertRow = typeof alerts.$inferSelect;
export type NewAlertRow = typeof alerts.$inferInsert & { id: string };

/** Alerts that are not resolved. */
export function listActiveAlerts(executor: Executor): Promise<AlertRow[]> {
  return executor.select().from(alerts).where(ne(alerts.state, "resolved"));
}

const BATCH = 1_000;

/** The ids that were new; one that another evaluation has just opened is left to it. */
export async function insertAlerts(tx: Tx, rows: NewAlertRow[]): Promise<Set<string>> {
  const ids = new Set<string>();
  for (let start = 0; start < rows.length; start += BATCH) {
    const saved = await tx
      .insert(alerts)
      .values(rows.slice(start, start + BATCH))
      .onConflictDoNothing()
      .returning({ id: alerts.id });
    for (const { id } of saved) ids.add(id);
  }
  return ids;
}

/** A gap that grows, an age that rises: the sentence follows, nobody is told again. */
export async function updateDetails(tx: Tx, rows: { id: string; detail: AlertRow["detail"] }[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`
    update alerts a set detail = n.detail
    from json_to_recordset(${JSON.stringify(rows)}::json) as n(id uuid, detail jsonb)
    where a.id = n.id and a.state <> 'resolved' and a.detail is distinct from n.detail`);
}

/** Guarded: only alerts in one of `from` move; the rows that did. */
export function moveAlerts(
  tx: Tx,
  input: { ids: string[]; from: readonly AlertState[]; to: AlertState; columns: Partial<AlertRow> },
): Promise<AlertRow[]> {
  if (input.ids.length === 0) return Promise.resolve([]);
  return tx
    .update(alerts)
    .set({ state: input.to, ...input.columns })
    .where(and(inArray(alerts.id, input.ids), inArray(alerts.state, [...input.from])))
    .returning();
}

export type AlertPosition = { at: Date; id: string };

export type AlertListRow = AlertRow & { told: number; toTell: number };

type ListFilter = { rule?: AlertRule; shopId?: string; after?: AlertPosition; limit: number };

/** Alerts in one of `states`, the first due first, with how many channels were told. */
export async function listDueAlertRows(executor: Executor, filter: ListFilter & { states: readonly AlertState[] }): Promise<AlertListRow[]> {
  const { after } = filter;
  const rows = await executor
    .select()
    .from(alerts)
    .where(
      and(
        inArray(alerts.state, [...filter.states]),
        ...narrowed(filter),
        after ? or(gt(alerts.dueAt, after.at), and(eq(alerts.dueAt, after.at), gt(alerts.id, after.id))) : undefined,
      ),
    )
    .orderBy(asc(alerts.dueAt), asc(alerts.id))
    .limit(filter.limit);
  return withTellings(executor, rows);
}

/** Resolved alerts, the last opened first. */
export async function listResolvedAlertRows(executor: Executor, filter: ListFilter): Promise<AlertListRow[]> {
  const { after } = filter;
  const rows = await executor
    .select()
    .from(alerts)
    .where(
      and(
        eq(alerts.state, "resolved"),
        ...narrowed(filter),
        after ? or(lt(alerts.openedAt, after.at), and(eq(alerts.openedAt, after.at), lt(alerts.id, after.id))) : undefined,
      ),
    )
    .orderBy(desc(alerts.openedAt), desc(alerts.id))
    .limit(filter.limit);
  return withTellings(executor, rows);
}

function narrowed({ rule, shopId }: ListFilter) {
  return [rule ? eq(alerts.rule, rule) : undefined, shopId ? eq(alerts.shopId, shopId) : undefined];
}

async function withTellings(executor: Executor, rows: AlertRow[]): Promise<AlertListRow[]> {
  const told = await countTellings(
    executor,
    rows.map((row) => row.id),
  );
  return rows.map((row) => ({ ...row, ...(told.get(row.id) ?? { told: 0, toTell: 0 }) }));
}

async function countTellings(executor: Executor, ids: string[]): Promise<Map<string, { told: number; toTell: number }>> {
  if (ids.length === 0) return new Map();
  const rows = await executor
    .select({
      id: alertTellings.alertId,
      toTell: sql<number>`count(*)::int`,
      told: sql<number>`(count(*) filter (where exists (
        select 1 from notifications n where n.id = ${alertTellings.notificationId} and n.state = 'sent')))::int`,
    })
    .from(alertTellings)
    .where(inArray(alertTellings.alertId, ids))
    .groupBy(alertTellings.alertId);
  return new Map(rows.map(({ id, told, toTell }) => [id, { told, toTell }]));
}

export async function countActiveAlerts(executor: Executor): Promise<{ rule: AlertRule; state: AlertState; n: number }[]> {
  return executor
    .select({ rule: alerts.rule, state: alerts.state, n: sql<number>`count(*)::int` })
    .from(alerts)
    .where(ne(alerts.state, "resolved"))
    .groupBy(alerts.rule, alerts.state);
}
