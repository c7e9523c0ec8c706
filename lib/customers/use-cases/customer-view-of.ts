import type { CustomerView } from "@/lib/customers/core/customer-view";
import { IDENTITY_KINDS } from "@/lib/customers/core/identity-kind";
import type { CustomerRow, IdentityRow } from "../store/customer-store";

export function customerViewOf(row: CustomerRow, identities: IdentityRow[]): CustomerView {
  const kinds = new Set(identities.map((identity) => identity.kind));
  return {
    id: row.id,
    name_masked: row.nameMasked,
    phone_masked: row.phoneMasked,
    order_count: row.orderCount,
    first_order_at: row.firstOrderAt?.toISOString() ?? null,
    last_order_at: row.lastOrderAt?.toISOString() ?? null,
    identity_kinds: IDENTITY_KINDS.filter((kind) => kinds.has(kind)),
  };
}
