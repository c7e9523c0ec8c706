import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, sealed } from "@/db/columns";
import type { FailureKind } from "@/lib/channels/core/channel-adapter";
import type { PullKind, PullState } from "@/lib/channels/core/pull-state";
import type { DifferenceKind, DifferenceState, ReconciliationState } from "@/lib/channels/core/reconciliation-state";
import type { WriteBackKind, WriteBackState } from "@/lib/channels/core/write-back-state";
import { shops } from "./channels";
import { parcels } from "./couriers";
import { orders } from "./orders";

/** The interval ledger of pulls: half-open [from, to) of the platform's modified time. Coverage is the union of covered ones. */
export const pullWindows = pgTable(
  "pull_windows",
  {
    id: idColumn(),
    shopId: uuid("shop_id")
      .notNull()
      .references(() => shops.id),
    kind: text("kind").$type<PullKind>().notNull(),
    fromAt: instant("from_at").notNull(),
    toAt: instant("to_at").notNull(),
    state: text("state").$type<PullState>().notNull().default("planned"),
    attempts: integer("attempts").notNull().default(0),
    /** Orders the platform listed, and what became of them. */
    listed: integer("listed").notNull().default(0),
    created: integer("created").notNull().default(0),
    updated: integer("updated").notNull().default(0),
    unchanged: integer("unchanged").notNull().default(0),
    refused: integer("refused").notNull().default(0),
    failureKind: text("failure_kind").$type<FailureKind>(),
    error: text("error"),
    nextTryAt: instant("next_try_at"),
    requestedBy: text("requested_by").notNull(),
    /** The windows of one backfill. */
    batchId: uuid("batch_id"),
    startedAt: instant("started_at"),
    /** The last sign of life of whoever pulls it: a running window without one is planned again. */
    beatAt: instant("beat_at"),
    finishedAt: instant("finished_at"),
    createdAt: createdAt(),
  },
  (t) => [
    index("pull_windows_batch").on(t.batchId).where(sql`${t.batchId} is not null`),
    index("pull_windows_shop").on(t.shopId, t.toAt.desc()),
    index("pull_windows_open").on(t.nextTryAt).where(sql`${t.state} in ('planned', 'running', 'failed')`),
  ],
);

/** Ids and modified times of a window compared with the platform's. */
export const reconciliations = pgTable(
  "reconciliations",
  {
    id: idColumn(),
    shopId: uuid("shop_id")
      .notNull()
      .references(() => shops.id),
    fromAt: instant("from_at").notNull(),
    toAt: instant("to_at").notNull(),
    state: text("state").$type<ReconciliationState>().notNull().default("running"),
    /** Orders the platform lists, and those we hold in the window. */
    listed: integer("listed").notNull().default(0),
    held: integer("held").notNull().default(0),
    missing: integer("missing").notNull().default(0),
    stale: integer("stale").notNull().default(0),
    extra: integer("extra").notNull().default(0),
    repaired: integer("repaired").notNull().default(0),
    error: text("error"),
    requestedBy: text("requested_by").notNull(),
    startedAt: instant("started_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [index("reconciliations_shop").on(t.shopId, t.startedAt.desc())],
);

/** One order that differs: missing here, older here than there, or not there at all. */
export const differences = pgTable(
  "differences",
  {
    id: idColumn(),
    reconciliationId: uuid("reconciliation_id")
      .notNull()
      .references(() => reconciliations.id, { onDelete: "cascade" }),
    externalId: text("external_id").notNull(),
    kind: text("kind").$type<DifferenceKind>().notNull(),
    state: text("state").$type<DifferenceState>().notNull().default("open"),
    orderId: uuid("order_id"),
    theirsAt: instant("theirs_at"),
    oursAt: instant("ours_at"),
    reason: text("reason"),
  },
  (t) => [unique("differences_order").on(t.reconciliationId, t.externalId)],
);

/** What the platform must be told, once per order and parcel or note. */
export const writeBacks = pgTable(
  "write_backs",
  {
    id: idColumn(),
    shopId: uuid("shop_id")
      .notNull()
      .references(() => shops.id),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    kind: text("kind").$type<WriteBackKind>().notNull(),
    /** "<carrier>:<tracking number>" of a shipment, the version of a note. */
    key: text("key").notNull(),
    parcelId: uuid("parcel_id").references(() => parcels.id),
    /** JSON of the shipment or the note; a note is free text. */
    content: sealed("content").notNull(),
    state: text("state").$type<WriteBackState>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    failureKind: text("failure_kind").$type<FailureKind | "over_limit">(),
    error: text("error"),
    nextTryAt: instant("next_try_at"),
    sentAt: instant("sent_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("write_backs_key").on(t.orderId, t.kind, t.key),
    index("write_backs_open").on(t.nextTryAt).where(sql`${t.state} in ('pending', 'failed')`),
    index("write_backs_shop").on(t.shopId, t.createdAt.desc()),
  ],
);
