import { sql } from "drizzle-orm";
import { index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { idColumn, instant, sealed } from "@/db/columns";
import type { InboxSource, InboxState } from "@/lib/inbox/core/inbox-state";
import { shops } from "./channels";

/** Every push as it came, stored before it is acknowledged; (source, scope, dedupe_key) makes a repeat visible. */
export const inbox = pgTable(
  "inbox",
  {
    id: idColumn(),
    source: text("source").$type<InboxSource>().notNull(),
    /** Shop id for platform pushes, provider name for courier pushes. */
    scope: text("scope").notNull(),
    shopId: uuid("shop_id").references(() => shops.id),
    dedupeKey: text("dedupe_key").notNull(),
    topic: text("topic").notNull(),
    payload: sealed("payload").notNull(),
    /** What came, where a person repaired the payload. */
    originalPayload: sealed("original_payload"),
    repairedBy: text("repaired_by"),
    state: text("state").$type<InboxState>().notNull().default("received"),
    attempts: integer("attempts").notNull().default(0),
    /** Why it became a dead letter or was parked; quotes the payload only in masked form. */
    reason: text("reason"),
    /** What a parked push waits for ("order:<shop>:<external id>", "parcel:<number>"): it is retried when that comes. */
    waitsFor: text("waits_for"),
    repeats: integer("repeats").notNull().default(0),
    requestId: text("request_id").notNull(),
    receivedAt: instant("received_at").notNull().defaultNow(),
    processedAt: instant("processed_at"),
  },
  (t) => [
    unique("inbox_dedupe").on(t.source, t.scope, t.dedupeKey),
    index("inbox_open").on(t.state, t.receivedAt).where(sql`${t.state} <> 'processed'`),
    index("inbox_waits_for").on(t.waitsFor).where(sql`${t.state} = 'parked'`),
    index("inbox_received").on(t.receivedAt),
  ],
);
