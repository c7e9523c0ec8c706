import type { Tx } from "@/db/transaction";
import { addSeen, type CustomerSeen } from "../store/identity-store";

/** Step: adds new orders to their customers' counts and last-seen times. Call last: it locks customer rows. */
export function countCustomerOrders(tx: Tx, rows: { customerId: string; placedAt: Date; nameMasked: string; phoneMasked: string }[]): Promise<void> {
  const byCustomer = new Map<string, CustomerSeen>();
  for (const row of rows) {
    const at = row.placedAt.toISOString();
    const seen = byCustomer.get(row.customerId) ?? {
      customerId: row.customerId,
      orders: 0,
      first: at,
      last: at,
      name: "",
      phone: "",
    };
    byCustomer.set(row.customerId, {
      ...seen,
      orders: seen.orders + 1,
      first: at.localeCompare(seen.first) < 0 ? at : seen.first,
      last: at.localeCompare(seen.last) > 0 ? at : seen.last,
      name: row.nameMasked || seen.name,
      phone: row.phoneMasked || seen.phone,
    });
  }
  return addSeen(
    tx,
    [...byCustomer.values()].sort((a, b) => (a.customerId < b.customerId ? -1 : 1)),
  );
}
