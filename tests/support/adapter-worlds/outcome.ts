import { rawSql } from "@/db/client";
import { reader } from "@/db/transaction";
import type { Receiver } from "@/lib/orders/core/order-content";
import { isLifecycleEvent } from "@/lib/orders/core/order-event";
import type { RefundStatus } from "@/lib/orders/core/order-status";
import { loadOrderSnapshots } from "@/lib/orders/use-cases/load-order-snapshots";

/** What became of an order here. Fen; facts as minutes after the order was placed; counts of everything else in its story. */
export type Outcome = {
  status: string;
  businessType: string;
  flags: string[];
  amounts: { goods: number; freight: number; discount: number; paid: number };
  refunds: RefundStatus[];
  receiver: Receiver;
  parcels: string[];
  version: number;
  openHolds: number;
  openExceptions: number;
  facts: Record<string, number[]>;
  story: Record<string, number>;
  /** Of every order that came of it: one, unless the platform itself made several. */
  orders: string[];
  /** Messages about it that still wait, or that nobody could use. */
  unsettled: number;
  /** Messages that the inbox had already. */
  repeated: number;
};

const MINUTE = 60_000;

/** Null while no order of this number is here. */
export async function outcomeOf(input: { externalId: string; placedAt: Date; repeatedBefore: number }): Promise<Outcome | null> {
  const { externalId, placedAt, repeatedBefore } = input;
  const rows = await rawSql()<{ id: string; external_id: string; status: string }[]>`
    select id, external_id, status from orders where external_id like ${`${externalId}%`} order by external_id`;
  const own = rows.filter((row) => row.external_id === externalId);
  const [snapshot] = await loadOrderSnapshots(reader(), { orderIds: own.map(({ id }) => id) });
  if (!snapshot) return null;
  const { content } = snapshot;
  const events = await rawSql()<{ type: string; occurred_at: string }[]>`
    select type, occurred_at from order_events where order_id = ${snapshot.id} order by occurred_at`;
  const [counts] = await rawSql()<{ versions: number; unsettled: number }[]>`
    select (select count(*)::int from order_versions where order_id = ${snapshot.id}) as versions,
      (select count(*)::int from inbox where state <> 'processed') as unsettled`;
  const facts: Outcome["facts"] = {};
  const story: Outcome["story"] = {};
  for (const { type, occurred_at } of events) {
    if (isLifecycleEvent(type)) facts[type] = [...(facts[type] ?? []), (new Date(occurred_at).getTime() - placedAt.getTime()) / MINUTE];
    else story[type] = (story[type] ?? 0) + 1;
  }
  return {
    status: snapshot.status,
    businessType: content.business_type,
    flags: content.flags,
    amounts: content.amounts,
    refunds: content.lines.filter((line) => !line.cancelled).map((line) => line.refund_status),
    receiver: content.receiver,
    parcels: await parcelsOf(rows.map(({ id }) => id)),
    version: counts?.versions ?? 0,
    openHolds: snapshot.openHolds,
    openExceptions: snapshot.openExceptions,
    facts,
    story,
    orders: rows.map((row) => row.status),
    unsettled: counts?.unsettled ?? 0,
    repeated: (await countRepeats()) - repeatedBefore,
  };
}

/** How often a message came that the inbox had already, in all. */
export async function countRepeats(): Promise<number> {
  const [row] = await rawSql()<{ repeats: number }[]>`select coalesce(sum(repeats), 0)::int as repeats from inbox`;
  return row?.repeats ?? 0;
}

async function parcelsOf(orderIds: string[]): Promise<string[]> {
  const rows = await rawSql()<{ carrier: string; tracking_number: string }[]>`
    select p.carrier, p.tracking_number from parcels p join parcel_orders o on o.parcel_id = p.id
    where o.order_id = any(${orderIds}) order by p.tracking_number`;
  return rows.map((row) => `${row.carrier} ${row.tracking_number}`);
}
