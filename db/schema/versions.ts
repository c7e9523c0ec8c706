import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json, sealed } from "@/db/columns";
import type { ContentChange } from "@/lib/orders/core/content-diff";
import type { Role } from "@/lib/shared/role";
import type { ChangeState } from "@/lib/versions/core/change-state";
import type { Risk } from "@/lib/versions/core/risk";
import type { Sentence } from "@/lib/versions/core/sentence";
import { orders } from "./orders";

export const changeRequests = pgTable(
  "change_requests",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    baseVersion: integer("base_version").notNull(),
    state: text("state").$type<ChangeState>().notNull().default("pending"),
    /** JSON of the actions: an address is personal data. */
    actions: sealed("actions").notNull(),
    actionTypes: text("action_types").array().notNull(),
    /** Field by field, masked: what the queue and the audit show. */
    diff: json<ContentChange[]>("diff").notNull(),
    /** One sentence an action, masked. */
    sentences: json<Sentence[]>("sentences").notNull(),
    /** Keyed HMAC over base version and the unmasked diff: an approval is bound to it, and it cannot be guessed back. */
    diffHash: text("diff_hash").notNull(),
    reason: text("reason").notNull(),
    risk: json<Risk>("risk").notNull(),
    requiredRoles: text("required_roles").array().$type<Role[]>().notNull(),
    dueAt: instant("due_at").notNull(),
    requestedById: text("requested_by_id").notNull(),
    requestedBy: text("requested_by").notNull(),
    decidedById: text("decided_by_id"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    decisionReason: text("decision_reason"),
    appliedVersion: integer("applied_version"),
    createdAt: createdAt(),
  },
  (t) => [
    uniqueIndex("change_requests_one_active").on(t.orderId).where(sql`${t.state} = 'pending'`),
    index("change_requests_queue").on(t.state, t.dueAt, t.id),
    index("change_requests_order").on(t.orderId, t.createdAt),
  ],
);
