import { sql } from "drizzle-orm";
import { boolean, index, integer, pgTable, text, unique, uuid } from "drizzle-orm/pg-core";
import { blindIndex, createdAt, fenColumn, idColumn, instant, json, sealed } from "@/db/columns";
import type { ExceptionType } from "@/lib/orders/core/exception-type";
import type { EventSource, OrderEventType } from "@/lib/orders/core/order-event";
import type { BusinessType, OrderStatus, PaymentMethod, RefundStatus } from "@/lib/orders/core/order-status";
import type { PublicSnapshot, VersionOrigin } from "@/lib/orders/core/snapshot";
import type { Platform } from "@/lib/shared/platform";
import { shops } from "./channels";
import { customers } from "./customers";

export const orders = pgTable(
  "orders",
  {
    id: idColumn(),
    shopId: uuid("shop_id")
      .notNull()
      .references(() => shops.id),
    platform: text("platform").$type<Platform>().notNull(),
    externalId: text("external_id").notNull(),
    businessType: text("business_type").$type<BusinessType>().notNull(),
    /** A cache of the fold over `order_events`; never written from anywhere else. */
    status: text("status").$type<OrderStatus>().notNull(),
    stageSince: instant("stage_since").notNull(),
    placedAt: instant("placed_at").notNull(),
    paidAt: instant("paid_at"),
    readyAt: instant("ready_at"),
    shippedAt: instant("shipped_at"),
    deliveredAt: instant("delivered_at"),
    completedAt: instant("completed_at"),
    cancelledAt: instant("cancelled_at"),
    promisedShipAt: instant("promised_ship_at"),
    shipAfter: instant("ship_after"),
    /** End of the buffer after payment; the worker emits `buffer_elapsed` then. */
    bufferUntil: instant("buffer_until"),
    /** The platform's own modified time: the compare-and-set guard of ingest. */
    modifiedAt: instant("modified_at").notNull(),
    paymentMethod: text("payment_method").$type<PaymentMethod>().notNull(),
    currency: text("currency").notNull().default("CNY"),
    goodsAmount: fenColumn("goods_amount").notNull(),
    freightAmount: fenColumn("freight_amount").notNull(),
    discountAmount: fenColumn("discount_amount").notNull(),
    paidAmount: fenColumn("paid_amount").notNull(),
    customerId: uuid("customer_id").references(() => customers.id),
    /** JSON of {nick, platform_buyer_id, openid, unionid, device}. */
    buyer: sealed("buyer").notNull(),
    /** JSON of {name, phone, town, address}. */
    receiver: sealed("receiver").notNull(),
    receiverNameMasked: text("receiver_name_masked").notNull(),
    receiverPhoneMasked: text("receiver_phone_masked").notNull(),
    receiverAddressMasked: text("receiver_address_masked").notNull(),
    province: text("province").notNull(),
    city: text("city").notNull(),
    district: text("district").notNull(),
    phoneIndex: blindIndex("phone_index"),
    /** Blind index of normalised phone + name + address; null when any is blank or masked. */
    receiverIndex: blindIndex("receiver_index"),
    /** Blind index of platform + shop + token kind + token; null when there is no token. */
    tokenIndex: blindIndex("token_index"),
    tokenKind: text("token_kind").notNull().default(""),
    tokenValue: text("token_value").notNull().default(""),
    /** Staff corrected the receiver: the platform no longer overwrites it. */
    receiverEditedAt: instant("receiver_edited_at"),
    /** Staff changed quantities or lines: the platform then owns only their refund state. */
    linesEditedAt: instant("lines_edited_at"),
    /** HMAC of the platform's last accepted message: tells a repeat from a change without decrypting. */
    sourceIndex: blindIndex("source_index").notNull().default(""),
    warehouse: text("warehouse").notNull().default(""),
    carrier: text("carrier").notNull().default(""),
    /** JSON of {buyer_note, seller_note}: free text may hold a phone or an address. */
    notes: sealed("notes").notNull(),
    hasBuyerNote: boolean("has_buyer_note").notNull().default(false),
    flags: text("flags").array().notNull().default(sql`'{}'::text[]`),
    custom: json<Record<string, unknown>>("custom").notNull().default({}),
    /** "T恤 白 L ×2 等 3 件", for lists. */
    itemSummary: text("item_summary").notNull().default(""),
    itemCount: integer("item_count").notNull().default(0),
    hasOpenRefund: boolean("has_open_refund").notNull().default(false),
    openExceptions: integer("open_exceptions").notNull().default(0),
    openHolds: integer("open_holds").notNull().default(0),
    shipmentGroupId: uuid("shipment_group_id"),
    printedAt: instant("printed_at"),
    version: integer("version").notNull().default(1),
    createdAt: createdAt(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (t) => [
    unique("orders_shop_external").on(t.shopId, t.externalId),
    index("orders_placed").on(t.placedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_shop_placed").on(t.shopId, t.placedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_shop_modified").on(t.shopId, t.modifiedAt),
    index("orders_status_placed").on(t.status, t.placedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_status_since").on(t.status, t.stageSince),
    index("orders_province_placed").on(t.province, t.city, t.placedAt.desc().nullsFirst(), t.id.desc().nullsFirst()),
    index("orders_phone").on(t.phoneIndex),
    index("orders_receiver").on(t.receiverIndex, t.paidAt),
    index("orders_token").on(t.tokenIndex, t.paidAt),
    index("orders_customer_placed").on(t.customerId, t.placedAt.desc().nullsFirst()),
    index("orders_external").on(t.externalId.op("text_pattern_ops")),
    index("orders_group").on(t.shipmentGroupId).where(sql`${t.shipmentGroupId} is not null`),
    index("orders_ready").on(t.readyAt).where(sql`${t.readyAt} is not null`),
    index("orders_attention").on(t.placedAt.desc().nullsFirst(), t.id.desc().nullsFirst()).where(sql`${t.openExceptions} > 0 or ${t.openHolds} > 0`),
    index("orders_buffer").on(t.bufferUntil).where(sql`${t.status} = 'paid'`),
  ],
);

export const orderLines = pgTable(
  "order_lines",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    externalLineId: text("external_line_id").notNull(),
    position: integer("position").notNull(),
    sku: text("sku").notNull(),
    title: text("title").notNull(),
    quantity: integer("quantity").notNull(),
    /** Lines are cancelled, never deleted: the source order keeps its identity. */
    cancelled: boolean("cancelled").notNull().default(false),
    unitPrice: fenColumn("unit_price").notNull(),
    paid: fenColumn("paid").notNull(),
    refundStatus: text("refund_status").$type<RefundStatus>().notNull().default("none"),
  },
  (t) => [unique("order_lines_external").on(t.orderId, t.externalLineId)],
);

/** The facts an order's state is folded from, and everything else its timeline shows. */
export const orderEvents = pgTable(
  "order_events",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    type: text("type").$type<OrderEventType>().notNull(),
    occurredAt: instant("occurred_at").notNull(),
    source: text("source").$type<EventSource>().notNull(),
    sourceEventId: text("source_event_id").notNull(),
    actorName: text("actor_name").notNull().default(""),
    /** Masked facts for the timeline: never plaintext personal data. */
    data: json<Record<string, unknown>>("data").notNull().default({}),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
  },
  (t) => [unique("order_events_source").on(t.orderId, t.sourceEventId), index("order_events_story").on(t.orderId, t.occurredAt)],
);

export const orderExceptions = pgTable(
  "order_exceptions",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    type: text("type").$type<ExceptionType>().notNull(),
    /** What makes it one exception and not two: e.g. the event that could not apply. */
    key: text("key").notNull(),
    detail: json<Record<string, unknown>>("detail").notNull(),
    owner: text("owner"),
    openedAt: instant("opened_at").notNull().defaultNow(),
    dueAt: instant("due_at"),
    closedAt: instant("closed_at"),
  },
  (t) => [
    unique("order_exceptions_key").on(t.orderId, t.type, t.key),
    index("order_exceptions_open").on(t.openedAt).where(sql`${t.closedAt} is null`),
  ],
);

export const orderHolds = pgTable(
  "order_holds",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    reason: text("reason").notNull(),
    owner: text("owner").notNull(),
    until: instant("until"),
    createdAt: createdAt(),
    releasedAt: instant("released_at"),
    releasedBy: text("released_by"),
  },
  (t) => [index("order_holds_open").on(t.orderId).where(sql`${t.releasedAt} is null`)],
);

/** Immutable snapshots: (order, version) from 1 without gaps. */
export const orderVersions = pgTable(
  "order_versions",
  {
    id: idColumn(),
    orderId: uuid("order_id")
      .notNull()
      .references(() => orders.id),
    version: integer("version").notNull(),
    origin: text("origin").$type<VersionOrigin>().notNull(),
    /** Without personal data, so that diffs and lists need no key. */
    snapshot: json<PublicSnapshot>("snapshot").notNull(),
    /** JSON of {receiver, notes}. */
    personal: sealed("personal").notNull(),
    changeRequestId: uuid("change_request_id"),
    restoredFrom: integer("restored_from"),
    actorName: text("actor_name").notNull(),
    reason: text("reason").notNull().default(""),
    createdAt: createdAt(),
  },
  (t) => [unique("order_versions_number").on(t.orderId, t.version)],
);
