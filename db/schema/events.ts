import { sql } from "drizzle-orm";
import { bigserial, index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, json, sealed } from "@/db/columns";
import type { EventType } from "@/lib/events/core/catalogue";
import type { DeliveryState, EndpointState } from "@/lib/events/core/delivery-state";

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

/** Who outside is told of events, over signed webhooks. */
export const webhookEndpoints = pgTable("webhook_endpoints", {
  id: idColumn(),
  url: text("url").notNull(),
  description: text("description").notNull().default(""),
  /** Event types; empty means all. */
  types: text("types").array().$type<EventType[]>().notNull().default(sql`'{}'::text[]`),
  secret: sealed("secret").notNull(),
  /** While secrets are rotated both sign, so that the receiver can change over without losing a message. */
  previousSecret: sealed("previous_secret"),
  previousSecretUntil: instant("previous_secret_until"),
  state: text("state").$type<EndpointState>().notNull().default("active"),
  stateReason: text("state_reason").notNull().default(""),
  /** Since when every delivery failed; null after a success. */
  failingSince: instant("failing_since"),
  failures: integer("failures").notNull().default(0),
  retryAt: instant("retry_at"),
  actorName: text("actor_name").notNull(),
  createdAt: createdAt(),
});

export const webhookDeliveries = pgTable(
  "webhook_deliveries",
  {
    id: idColumn(),
    endpointId: uuid("endpoint_id")
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: "cascade" }),
    /** Also the `webhook-id` the receiver de-duplicates by, in every attempt and redelivery. */
    eventId: uuid("event_id").notNull(),
    type: text("type").$type<EventType>().notNull(),
    payload: json<Record<string, unknown>>("payload").notNull(),
    occurredAt: instant("occurred_at").notNull(),
    state: text("state").$type<DeliveryState>().notNull().default("pending"),
    attempts: integer("attempts").notNull().default(0),
    lastStatus: integer("last_status"),
    lastError: text("last_error"),
    lastDurationMs: integer("last_duration_ms"),
    nextTryAt: instant("next_try_at"),
    deliveredAt: instant("delivered_at"),
    createdAt: createdAt(),
  },
  (t) => [
    unique("webhook_deliveries_event").on(t.endpointId, t.eventId),
    index("webhook_deliveries_due").on(t.nextTryAt).where(sql`${t.state} = 'pending'`),
    index("webhook_deliveries_endpoint").on(t.endpointId, t.createdAt.desc()),
  ],
);
