import { reader } from "@/db/transaction";
import { type CustomerFilter, type CustomerPageView, customerFilterSchema } from "@/lib/customers/core/customer-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import { blindIndexOf } from "@/lib/security/crypto/blind-index";
import type { Ctx } from "@/lib/shared/context";
import { invalid } from "@/lib/shared/errors";
import { groupBy } from "@/lib/shared/group-by";
import { normalisePhone } from "@/lib/shared/normalise-phone";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type CustomerRow, listCustomerRows, listIdentities } from "../store/customer-store";
import { customerViewOf } from "./customer-view-of";

/** Customers by their newest order; `phone` finds the one (or few) that number is known for. */
export async function listCustomers(ctx: Ctx, input: CustomerFilter = {}): Promise<CustomerPageView> {
  requirePermission(ctx, "customers.read");
  const { phone, cursor, limit } = parseInput(customerFilterSchema, input);
  const db = reader();
  const rows = await listCustomerRows(db, {
    phoneIndex: phoneIndexOf(phone),
    after: cursor ? keyOf(cursor) : null,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const identities = groupBy(
    await listIdentities(
      db,
      page.map((row) => row.id),
    ),
    (row) => row.customerId,
  );
  return {
    customers: page.map((row) => customerViewOf(row, identities.get(row.id) ?? [])),
    next_cursor: rows.length > limit ? cursorOf(page.at(-1)) : null,
  };
}

function phoneIndexOf(phone: string | undefined): string | null {
  if (!phone) return null;
  const normalised = normalisePhone(phone);
  if (normalised === null)
    throw invalid("customers.bad_phone", `"${phone}" is not a whole phone number.`, [{ path: "phone", message: "must be a whole number" }]);
  return blindIndexOf("phone", normalised);
}

function keyOf(cursor: string): { lastOrderAt: string; id: string } {
  const { at, id } = decodeTimeCursor(cursor);
  return { lastOrderAt: at.toISOString(), id };
}

function cursorOf(row: CustomerRow | undefined): string | null {
  return row?.lastOrderAt ? encodeCursor([row.lastOrderAt.toISOString(), row.id]) : null;
}
