import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { blindIndex, createdAt, idColumn, instant } from "@/db/columns";
import type { IdentityKind } from "@/lib/customers/core/identity-kind";

export const customers = pgTable(
  "customers",
  {
    id: idColumn(),
    /** Masked, for lists: "张**" and "138****8000". */
    nameMasked: text("name_masked").notNull().default(""),
    phoneMasked: text("phone_masked").notNull().default(""),
    orderCount: integer("order_count").notNull().default(0),
    firstOrderAt: instant("first_order_at"),
    lastOrderAt: instant("last_order_at"),
    createdAt: createdAt(),
  },
  (t) => [index("customers_last_order").on(t.lastOrderAt.desc().nullsFirst(), t.id.desc().nullsFirst())],
);

/** Why orders belong to one person: each identity value (a blind index) points at one customer. */
export const customerIdentities = pgTable(
  "customer_identities",
  {
    id: idColumn(),
    customerId: uuid("customer_id")
      .notNull()
      .references(() => customers.id),
    kind: text("kind").$type<IdentityKind>().notNull(),
    /** Platform for platform_buyer_id and openid, "" for phone and unionid: ids are only unique there. */
    scope: text("scope").notNull().default(""),
    valueIndex: blindIndex("value_index").notNull(),
    createdAt: createdAt(),
  },
  (t) => [unique("customer_identity").on(t.kind, t.scope, t.valueIndex), index("customer_identities_customer").on(t.customerId)],
);
