import { sql } from "drizzle-orm";
import { bigserial, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json } from "@/db/columns";
import type { EventType } from "@/lib/events/core/catalogue";

/** What happened, written in the transaction that did it; claimed by state, never by "last id". */
export const outboxEvents = pgTable(
  "outbox_events",
  {
    id: idColumn(),
    type: text("type").$type<EventType>().notNull(),
    payload: json<Record<string, unknown>>("payload").notNull(),
    requestId: text("request_id").notNull(),
    state: text("state").$type<"pending" | "done" | "dead">().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    lastError: text("last_error"),
    createdAt: createdAt(),
    doneAt: instant("done_at"),
  },
  (t) => [index("outbox_events_pending").on(t.createdAt).where(sql`${t.state} = 'pending'`), index("outbox_events_done").on(t.doneAt)],
);

/** One row per event and handler, written in the transaction of the effect: at-least-once delivery, exactly-once effect. */
export const effects = pgTable(
  "effects",
  { eventId: uuid("event_id").notNull(), handler: text("handler").notNull(), createdAt: createdAt() },
  (t) => [primaryKey({ columns: [t.eventId, t.handler] }), index("effects_created").on(t.createdAt)],
);

/** What browsers are told, in the order they are told it; `id` is the SSE event id. */
export const liveEvents = pgTable(
  "live_events",
  {
    id: bigserial("id", { mode: "number" }).primaryKey(),
    type: text("type").$type<EventType>().notNull(),
    /** Ids only. */
    payload: json<Record<string, unknown>>("payload").notNull(),
    createdAt: createdAt(),
  },
  (t) => [index("live_events_created").on(t.createdAt)],
);
