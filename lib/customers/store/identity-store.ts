import { sql } from "drizzle-orm";
import { insertRows } from "@/db/insert-rows";
import { customerIdentities, customers } from "@/db/schema/customers";
import type { Tx } from "@/db/transaction";
import type { IdentityKind } from "@/lib/customers/core/identity-kind";

export type IdentityRef = { kind: IdentityKind; scope: string; valueIndex: string };

export async function listIdentityOwners(tx: Tx, refs: IdentityRef[]): Promise<(IdentityRef & { customerId: string })[]> {
  if (refs.length === 0) return [];
  const json = JSON.stringify(refs.map((ref) => ({ k: ref.kind, s: ref.scope, v: ref.valueIndex })));
  return tx.execute<IdentityRef & { customerId: string }>(sql`
    select i.kind, i.scope, i.value_index as "valueIndex", i.customer_id as "customerId"
    from json_to_recordset(${json}::json) as r(k text, s text, v text)
    join customer_identities i on i.kind = r.k and i.scope = r.s and i.value_index = r.v`);
}

/** Sorted by the caller; an identity somebody else wrote meanwhile keeps its first owner. */
export async function insertIdentities(tx: Tx, rows: (IdentityRef & { customerId: string })[]): Promise<void> {
  await insertRows(tx, { table: customerIdentities, rows, rest: sql`on conflict do nothing` });
}

export async function insertCustomers(tx: Tx, rows: (typeof customers.$inferInsert)[]): Promise<void> {
  await insertRows(tx, { table: customers, rows });
}

/** Removes customers that lost the race for every identity they were made for. */
export async function deleteUnowned(tx: Tx, ids: string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.execute(sql`
    delete from customers c where c.id in (select value::uuid from json_array_elements_text(${JSON.stringify(ids)}::json))
      and not exists (select 1 from customer_identities i where i.customer_id = c.id)
      and not exists (select 1 from orders o where o.customer_id = c.id)`);
}

export type CustomerSeen = { customerId: string; orders: number; first: string; last: string; name: string; phone: string };

/** Adds to the counts; rows are locked in id order first, so that two batches never wait for each other. */
export async function addSeen(tx: Tx, seen: CustomerSeen[]): Promise<void> {
  if (seen.length === 0) return;
  const json = JSON.stringify(seen);
  await tx.execute(sql`
    select 1 from customers where id in (select "customerId"::uuid from json_to_recordset(${json}::json) as r("customerId" text))
    order by id for no key update`);
  await tx.execute(sql`
    update customers c set
      order_count = c.order_count + r.orders,
      first_order_at = least(c.first_order_at, r.first::timestamptz),
      last_order_at = greatest(c.last_order_at, r.last::timestamptz),
      name_masked = case when r.name <> '' then r.name else c.name_masked end,
      phone_masked = case when r.phone <> '' then r.phone else c.phone_masked end
    from json_to_recordset(${json}::json) as r("customerId" uuid, orders int, first text, last text, name text, phone text)
    where c.id = r."customerId"`);
}
