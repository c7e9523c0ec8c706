import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { PLATFORMS } from "@/lib/shared/platform";
import { LIFECYCLE_EVENTS } from "./order-event";
import { BUSINESS_TYPES, ORDER_STATUSES, PAYMENT_METHODS, REFUND_STATUSES } from "./order-status";
import { VERSION_ORIGINS } from "./snapshot";

const instant = z.string();

const receiverMaskedView = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  address: z.string(),
});

/** One row of a list; personal data masked, money in fen. */
const orderRowView = z.object({
  id: z.uuid(),
  external_id: z.string(),
  shop: z.object({ id: z.uuid(), code: z.string(), name: z.string() }),
  platform: z.enum(PLATFORMS),
  status: z.enum(ORDER_STATUSES),
  stage_since: instant,
  placed_at: instant,
  paid_at: instant.nullable(),
  promised_ship_at: instant.nullable(),
  buffer_until: instant.nullable(),
  business_type: z.enum(BUSINESS_TYPES),
  payment_method: z.enum(PAYMENT_METHODS),
  currency: z.string(),
  paid_amount: z.number(),
  receiver: receiverMaskedView,
  item_summary: z.string(),
  item_count: z.number(),
  flags: z.array(z.string()),
  has_buyer_note: z.boolean(),
  has_open_refund: z.boolean(),
  open_exceptions: z.number(),
  open_holds: z.number(),
  shipment_group_id: z.uuid().nullable(),
  customer_id: z.uuid().nullable(),
  version: z.number(),
  stuck: z.boolean(),
});
export type OrderRowView = z.infer<typeof orderRowView>;

export const orderPageView = z.object({
  orders: z.array(orderRowView),
  next_cursor: z.string().nullable(),
  total: z.number(),
  /** The total was counted only up to the cap. */
  total_is_capped: z.boolean(),
});
export type OrderPageView = z.infer<typeof orderPageView>;

const flag = z.enum(["true", "false", "1", "0"]).transform((value) => value === "true" || value === "1");

/** The filters of the list, as the URL spells them. `status` takes several, separated by commas. */
export const orderFilterSchema = z.strictObject({
  shop: z.string().max(64).optional(),
  platform: z.enum(PLATFORMS).optional(),
  status: z
    .string()
    .max(200)
    .transform((text) => text.split(",").filter(Boolean))
    .pipe(z.array(z.enum(ORDER_STATUSES)).max(ORDER_STATUSES.length))
    .optional(),
  province: z.string().max(60).optional(),
  city: z.string().max(60).optional(),
  from: instantSchema.optional(),
  to: instantSchema.optional(),
  phone: z.string().max(40).optional(),
  /** Order number, tracking number or phone. */
  q: z.string().max(80).optional(),
  stuck: flag.optional(),
  exceptions: flag.optional(),
  refund: flag.optional(),
  held: flag.optional(),
  merged: flag.optional(),
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type OrderFilter = z.input<typeof orderFilterSchema>;

const lineView = z.object({
  external_line_id: z.string(),
  sku: z.string(),
  title: z.string(),
  quantity: z.number(),
  unit_price: z.number(),
  paid: z.number(),
  refund_status: z.enum(REFUND_STATUSES),
  cancelled: z.boolean(),
});

export const orderDetailView = orderRowView.extend({
  modified_at: instant,
  ready_at: instant.nullable(),
  shipped_at: instant.nullable(),
  delivered_at: instant.nullable(),
  completed_at: instant.nullable(),
  cancelled_at: instant.nullable(),
  ship_after: instant.nullable(),
  printed_at: instant.nullable(),
  amounts: z.object({ goods: z.number(), freight: z.number(), discount: z.number(), paid: z.number() }),
  lines: z.array(lineView),
  warehouse: z.string(),
  carrier: z.string(),
  /** Phones inside are masked. */
  buyer_note: z.string(),
  seller_note: z.string(),
  token_kind: z.string(),
  receiver_edited: z.boolean(),
  lines_edited: z.boolean(),
  custom: z.record(z.string(), z.unknown()),
  exceptions: z.array(
    z.object({ id: z.uuid(), type: z.string(), detail: z.record(z.string(), z.unknown()), opened_at: instant, due_at: instant.nullable() }),
  ),
  holds: z.array(z.object({ id: z.uuid(), reason: z.string(), owner: z.string(), until: instant.nullable(), created_at: instant })),
  /** Set when the answer is of an earlier moment. */
  as_of: instant.nullable(),
});
export type OrderDetailView = z.infer<typeof orderDetailView>;

const timelineEntryView = z.object({
  id: z.uuid(),
  type: z.string(),
  occurred_at: instant,
  recorded_at: instant,
  source: z.string(),
  actor_name: z.string(),
  data: z.record(z.string(), z.unknown()),
});
export type TimelineEntry = z.infer<typeof timelineEntryView>;
export const timelineView = z.object({ events: z.array(timelineEntryView), next_cursor: z.string().nullable() });

const versionView = z.object({
  version: z.number(),
  origin: z.enum(VERSION_ORIGINS),
  actor_name: z.string(),
  reason: z.string(),
  change_request_id: z.uuid().nullable(),
  restored_from: z.number().nullable(),
  created_at: instant,
});
export type VersionView = z.infer<typeof versionView>;
export const versionListView = z.object({ versions: z.array(versionView), next_cursor: z.string().nullable() });

/** One changed field; personal values are masked. `path` like "receiver.address" or "lines.1.quantity". */
export const contentChangeView = z.object({
  path: z.string(),
  label: z.string().optional(),
  before: z.union([z.string(), z.number(), z.null()]),
  after: z.union([z.string(), z.number(), z.null()]),
});
export const versionDiffView = z.object({ version: z.number(), against: z.number(), changes: z.array(contentChangeView) });
export type VersionDiffView = z.infer<typeof versionDiffView>;

export const recordEventsSchema = z.strictObject({
  order_id: z.uuid(),
  events: z
    .array(
      z.strictObject({
        type: z.enum(LIFECYCLE_EVENTS),
        occurred_at: instantSchema,
        source_event_id: z.string().min(1).max(200),
        data: z.record(z.string().max(60), z.union([z.string().max(200), z.number(), z.boolean()])).default({}),
      }),
    )
    .min(1)
    .max(200),
});
export const recordEventsView = z.object({
  results: z.array(z.object({ source_event_id: z.string(), outcome: z.enum(["recorded", "duplicate", "exception"]) })),
  status: z.enum(ORDER_STATUSES),
});

export const REVEAL_PURPOSES = ["call_buyer", "verify_address", "courier_claim", "warehouse_check", "complaint"] as const;
export const revealSchema = z.strictObject({
  order_id: z.uuid(),
  purpose: z.enum(REVEAL_PURPOSES),
  note: z.string().trim().max(300).default(""),
});
const revealView = z.object({
  name: z.string(),
  phone: z.string(),
  province: z.string(),
  city: z.string(),
  district: z.string(),
  town: z.string(),
  address: z.string(),
  buyer_note: z.string(),
  seller_note: z.string(),
});
export type RevealView = z.infer<typeof revealView>;

export const placeHoldSchema = z.strictObject({
  order_id: z.uuid(),
  reason: z.string().trim().min(1).max(300),
  until: instantSchema.nullable().default(null),
});
export const releaseHoldSchema = z.strictObject({ order_id: z.uuid(), hold_id: z.uuid() });
