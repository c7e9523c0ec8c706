import { sql } from "drizzle-orm";
import { index, integer, pgTable, primaryKey, real, serial, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { createdAt, fenColumn, idColumn, instant, json } from "@/db/columns";
import type { GroupState, SuggestionState } from "@/lib/merging/core/merge-state";
import type { Evidence, RuleVerdict, Tier } from "@/lib/merging/core/verdict";
import { orders } from "./orders";

export const mergeSuggestions = pgTable(
  "merge_suggestions",
  {
    id: idColumn(),
    state: text("state").$type<SuggestionState>().notNull().default("open"),
    tier: text("tier").$type<Tier>().notNull(),
    probability: real("probability").notNull(),
    policyVersion: integer("policy_version").notNull(),
    /** What the members share: one open suggestion a key. */
    matchKey: text("match_key").notNull(),
    windowStart: instant("window_start").notNull(),
    windowEnd: instant("window_end").notNull(),
    /** Earliest promised ship time of the members. */
    deadline: instant("deadline"),
    passed: json<RuleVerdict[]>("passed").notNull(),
    failed: json<RuleVerdict[]>("failed").notNull(),
    evidence: json<Evidence[]>("evidence").notNull(),
    freightSaved: fenColumn("freight_saved").notNull().default(0),
    snoozedUntil: instant("snoozed_until"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    reason: text("reason"),
    groupId: uuid("group_id"),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    uniqueIndex("merge_suggestions_open_key").on(t.matchKey, t.windowStart).where(sql`${t.state} in ('open','blocked')`),
    index("merge_suggestions_board").on(t.state, t.deadline, t.id),
  ],
);

export const mergeSuggestionOrders = pgTable(
  "merge_suggestion_orders",
  {
    suggestionId: uuid("suggestion_id")
      .notNull()
      .references(() => mergeSuggestions.id),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    position: integer("position").notNull(),
  },
  (t) => [primaryKey({ columns: [t.suggestionId, t.orderId] }), index("merge_suggestion_orders_order").on(t.orderId)],
);

export const shipmentGroups = pgTable(
  "shipment_groups",
  {
    id: idColumn(),
    /** Short number for people: "HD-000123". */
    number: serial("number").notNull().unique(),
    state: text("state").$type<GroupState>().notNull().default("approved"),
    suggestionId: uuid("suggestion_id").references(() => mergeSuggestions.id),
    deadline: instant("deadline"),
    reviewReason: text("review_reason"),
    approvedBy: text("approved_by").notNull(),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [index("shipment_groups_state").on(t.state, t.deadline)],
);

/** Membership is history: a member that left keeps its row. */
export const shipmentGroupOrders = pgTable(
  "shipment_group_orders",
  {
    id: idColumn(),
    groupId: uuid("group_id")
      .notNull()
      .references(() => shipmentGroups.id),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    joinedAt: instant("joined_at").notNull().defaultNow(),
    leftAt: instant("left_at"),
    leftReason: text("left_reason"),
  },
  (t) => [
    uniqueIndex("shipment_group_orders_live").on(t.orderId).where(sql`${t.leftAt} is null`),
    index("shipment_group_orders_group").on(t.groupId),
  ],
);
