import { reader } from "@/db/transaction";
import type { CustomerDetailView } from "@/lib/customers/core/customer-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { isId } from "@/lib/shared/ids";
import { findOptionalCustomer, listIdentities } from "../store/customer-store";
import { customerViewOf } from "./customer-view-of";

/** One customer with why their orders count as one person's. */
export async function getCustomer(ctx: Ctx, input: { id: string }): Promise<CustomerDetailView> {
  requirePermission(ctx, "customers.read");
  const db = reader();
  const row = isId(input.id) ? await findOptionalCustomer(db, input.id) : null;
  if (!row) throw notFound("customers", "customer", input.id);
  const identities = await listIdentities(db, [row.id]);
  return {
    ...customerViewOf(row, identities),
    identities: identities.map(({ kind, scope, createdAt }) => ({ kind, scope, since: createdAt.toISOString() })),
  };
}
