import { rawSql } from "@/db/client";

/** Pushes still to be worked off, oldest first: what the worker's jobs would name. */
export async function openInboxIds(source: "channel" | "courier"): Promise<string[]> {
  const rows = await rawSql()<{ id: string }[]>`
    select id from inbox where source = ${source} and state in ('received', 'parked') order by received_at, id`;
  return rows.map((row) => row.id);
}

export async function inboxRow(id: string): Promise<{ state: string; reason: string | null; repeats: number; waits_for: string | null }> {
  const [row] = await rawSql()<{ state: string; reason: string | null; repeats: number; waits_for: string | null }[]>`
    select state, reason, repeats, waits_for from inbox where id = ${id}`;
  if (!row) throw new Error(`The inbox has no push ${id}.`);
  return row;
}

export async function countInbox(): Promise<number> {
  const [row] = await rawSql()<{ count: number }[]>`select count(*)::int as count from inbox`;
  return row?.count ?? 0;
}

export async function orderIdOf(shopCode: string, externalId: string): Promise<string | null> {
  const [row] = await rawSql()<{ id: string }[]>`
    select o.id from orders o join shops s on s.id = o.shop_id where s.code = ${shopCode} and o.external_id = ${externalId}`;
  return row?.id ?? null;
}

export async function orderStatusOf(shopCode: string, externalId: string): Promise<string | null> {
  const [row] = await rawSql()<{ status: string }[]>`
    select o.status from orders o join shops s on s.id = o.shop_id where s.code = ${shopCode} and o.external_id = ${externalId}`;
  return row?.status ?? null;
}
