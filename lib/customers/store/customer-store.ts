import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { customerIdentities, customers } from "@/db/schema/customers";
import type { Executor } from "@/db/transaction";

export type CustomerRow = typeof customers.$inferSelect;
export type IdentityRow = typeof customerIdentities.$inferSelect;

/** Newest order first; the key of the last row is the next page's start. */
export async function listCustomerRows(
  db: Executor,
  input: { phoneIndex: string | null; after: { lastOrderAt: string; id: string } | null; limit: number },
): Promise<CustomerRow[]> {
  const conditions: SQL[] = [sql`${customers.lastOrderAt} is not null`];
  if (input.phoneIndex !== null) {
    conditions.push(sql`${customers.id} in (
      select i.customer_id from customer_identities i where i.kind = 'phone' and i.scope = '' and i.value_index = ${input.phoneIndex})`);
  }
  if (input.after) {
    conditions.push(sql`(${customers.lastOrderAt}, ${customers.id}) < (${input.after.lastOrderAt}::timestamptz, ${input.after.id}::uuid)`);
  }
  return db
    .select()
    .from(customers)
    .where(and(...conditions))
    .orderBy(sql`${customers.lastOrderAt} desc, ${customers.id} desc`)
    .limit(input.limit);
}

export async function findOptionalCustomer(db: Executor, id: string): Promise<CustomerRow | null> {
  const [row] = await db.select().from(customers).where(eq(customers.id, id)).limit(1);
  return row ?? null;
}

export function listIdentities(db: Executor, customerIds: string[]): Promise<IdentityRow[]> {
  if (customerIds.length === 0) return Promise.resolve([]);
  return db
    .select()
    .from(customerIdentities)
    .where(inArray(customerIdentities.customerId, customerIds))
    .orderBy(asc(customerIdentities.createdAt), asc(customerIdentities.id));
}
