import { sql } from "drizzle-orm";
import type { Executor, Tx } from "@/db/transaction";
import type { OrderStatus } from "@/lib/orders/core/order-status";
import type { StageFacts } from "@/lib/orders/core/stage-threshold";

export type StageRow = StageFacts & { id: string; shopId: string };
type RawStageRow = {
  id: string;
  shopId: string;
  status: OrderStatus;
  stageSince: string;
  bufferUntil: string | null;
  lastProgressAt: string | null;
};

/** Facts that say a parcel moves although the order's stage stays. */
const PROGRESS = sql`('parcel_shipped', 'parcel_moved', 'partial_outbound_scan')`;

/** Orders whose stage began before its cut-off and that are not flagged yet, longest waiting first, whatever their buffer says. */
export async function listStalledOrders(tx: Tx, input: { before: [OrderStatus, Date][]; limit: number }): Promise<StageRow[]> {
  const cutoffs = JSON.stringify(input.before.map(([status, at]) => ({ s: status, t: at.toISOString() })));
  const rows = await tx.execute<RawStageRow>(sql`
    select o.id, o.shop_id as "shopId", o.status, o.stage_since as "stageSince", o.buffer_until as "bufferUntil", p.at as "lastProgressAt"
    from json_to_recordset(${cutoffs}::json) as c(s text, t timestamptz)
    join orders o on o.status = c.s and o.stage_since < c.t
    left join lateral (
      select max(e.occurred_at) as at from order_events e where e.order_id = o.id and e.type in ${PROGRESS}
    ) p on true
    where (o.status <> 'paid' or o.buffer_until is null or o.buffer_until < c.t)
      and (p.at is null or p.at < c.t)
      and not exists (
        select 1 from order_exceptions x where x.order_id = o.id and x.type = 'stuck' and x.key = o.status and x.closed_at is null)
    order by o.stage_since
    limit ${input.limit}`);
  return rows.map(stageRow);
}

/** Orders flagged as stuck, with the facts that may clear them. */
export async function listFlaggedOrders(tx: Tx): Promise<(StageRow & { key: string })[]> {
  const rows = await tx.execute<RawStageRow & { key: string }>(sql`
    select o.id, o.shop_id as "shopId", o.status, o.stage_since as "stageSince", o.buffer_until as "bufferUntil", x.key,
      (select max(e.occurred_at) from order_events e where e.order_id = o.id and e.type in ${PROGRESS}) as "lastProgressAt"
    from order_exceptions x join orders o on o.id = x.order_id
    where x.closed_at is null and x.type = 'stuck'`);
  return rows.map((row) => ({ ...stageRow(row), key: row.key }));
}

/** What is flagged, as an alarm tells it. */
export async function listOpenStuck(
  executor: Executor,
): Promise<{ orderId: string; shopId: string; externalId: string; status: OrderStatus; since: Date }[]> {
  const rows = await executor.execute<{ orderId: string; shopId: string; externalId: string; status: OrderStatus; since: string }>(sql`
    select o.id as "orderId", o.shop_id as "shopId", o.external_id as "externalId", o.status, o.stage_since as since
    from order_exceptions x join orders o on o.id = x.order_id
    where x.closed_at is null and x.type = 'stuck' and x.key = o.status`);
  return rows.map((row) => ({ ...row, since: new Date(row.since) }));
}

function stageRow(row: RawStageRow): StageRow {
  return {
    id: row.id,
    shopId: row.shopId,
    status: row.status,
    stageSince: new Date(row.stageSince),
    bufferUntil: row.bufferUntil ? new Date(row.bufferUntil) : null,
    lastProgressAt: row.lastProgressAt ? new Date(row.lastProgressAt) : null,
  };
}
