import { index, integer, pgTable, primaryKey, text, unique, uuid } from "drizzle-orm/pg-core";
import { createdAt, idColumn, instant, sealed } from "@/db/columns";
import type { CourierProvider } from "@/lib/couriers/core/courier-provider";
import type { ParcelState } from "@/lib/couriers/core/parcel-state";
import { orders } from "./orders";

/** A subscription with a tracking provider; the secret in the callback address is kept as a hash only. */
export const courierAccounts = pgTable("courier_accounts", {
  id: idColumn(),
  provider: text("provider").$type<CourierProvider>().notNull(),
  name: text("name").notNull(),
  /** SHA-256 of the secret in the callback path, hex. */
  secretHash: text("secret_hash").notNull().unique(),
  /** What the provider signs with: an empty one still signs, null means that it does not sign. */
  salt: sealed("salt"),
  lastPushAt: instant("last_push_at"),
  refusedPushes: integer("refused_pushes").notNull().default(0),
  lastError: text("last_error"),
  lastErrorAt: instant("last_error_at"),
  createdAt: createdAt(),
});

export const parcels = pgTable(
  "parcels",
  {
    id: idColumn(),
    /** Courier code as the tracking provider spells it ("shunfeng", "jd"). */
    carrier: text("carrier").notNull(),
    trackingNumber: text("tracking_number").notNull(),
    state: text("state").$type<ParcelState>().notNull().default("created"),
    lastEventAt: instant("last_event_at"),
    createdAt: createdAt(),
  },
  (t) => [unique("parcels_tracking").on(t.carrier, t.trackingNumber), index("parcels_number").on(t.trackingNumber)],
);

/** A parcel carries lines of one or more source orders. */
export const parcelOrders = pgTable(
  "parcel_orders",
  {
    parcelId: uuid("parcel_id")
      .notNull()
      .references(() => parcels.id),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
  },
  (t) => [primaryKey({ columns: [t.parcelId, t.orderId] }), index("parcel_orders_order").on(t.orderId)],
);

/** Route nodes; couriers push full lists again and again, so the digest of a node makes it unique. */
export const parcelEvents = pgTable(
  "parcel_events",
  {
    id: idColumn(),
    parcelId: uuid("parcel_id")
      .notNull()
      .references(() => parcels.id),
    occurredAt: instant("occurred_at").notNull(),
    state: text("state").$type<ParcelState>().notNull(),
    /** Courier's words with people's names and phones masked. */
    text: text("text").notNull(),
    place: text("place").notNull().default(""),
    digest: text("digest").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [unique("parcel_events_digest").on(t.parcelId, t.digest), index("parcel_events_time").on(t.parcelId, t.occurredAt)],
);
