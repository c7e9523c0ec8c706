import { z } from "zod";
import { instantSchema } from "@/lib/shared/instant";
import { BUSINESS_TYPES, PAYMENT_METHODS, REFUND_STATUSES } from "./order-status";

/** Amounts in fen; a hundred million yuan is far past any order and well inside 2^53. */
const amount = z.int().min(0).max(10_000_000_000);
const text = (max: number) => z.string().max(max);

/** Statuses a platform can state; `ready_to_ship` is ours alone. */
const INCOMING_STATUSES = ["unpaid", "paid", "shipped", "delivered", "completed", "cancelled"] as const;

const incomingLineSchema = z.strictObject({
  external_line_id: text(64).min(1),
  sku: text(120).default(""),
  title: text(500).default(""),
  quantity: z.int().min(1).max(100_000),
  unit_price: amount,
  paid: amount,
  refund_status: z.enum(REFUND_STATUSES).default("none"),
});

/** The canonical order of the contract: what the API takes and every adapter produces. Unknown fields are refused by name. */
export const incomingOrderSchema = z.strictObject({
  shop: text(64).min(1),
  external_id: text(64).min(1),
  business_type: z.enum(BUSINESS_TYPES).default("standard"),
  status: z.enum(INCOMING_STATUSES),
  placed_at: instantSchema,
  paid_at: instantSchema.nullable().default(null),
  promised_ship_at: instantSchema.nullable().default(null),
  ship_after: instantSchema.nullable().default(null),
  modified_at: instantSchema,
  payment_method: z.enum(PAYMENT_METHODS).default("prepaid"),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, "must be an ISO 4217 code")
    .default("CNY"),
  amounts: z.strictObject({ goods: amount, freight: amount.default(0), discount: amount.default(0), paid: amount }),
  buyer: z
    .strictObject({
      nick: text(120).default(""),
      platform_buyer_id: text(200).default(""),
      openid: text(200).default(""),
      unionid: text(200).default(""),
      device: text(200).default(""),
    })
    .prefault({}),
  receiver: z.strictObject({
    name: text(120).default(""),
    phone: text(40).default(""),
    province: text(60).default(""),
    city: text(60).default(""),
    district: text(60).default(""),
    town: text(60).default(""),
    address: text(500).default(""),
    token: z
      .strictObject({ kind: text(40), value: text(300) })
      .nullable()
      .default(null),
  }),
  lines: z.array(incomingLineSchema).min(1).max(500),
  warehouse: text(60).default(""),
  carrier: text(60).default(""),
  buyer_note: text(2000).default(""),
  seller_note: text(2000).default(""),
  flags: z.array(text(60)).max(50).default([]),
  custom: z.record(z.string().max(60), z.unknown()).default({}),
});

export type IncomingOrder = z.output<typeof incomingOrderSchema>;
/** As sent, before defaults. */
export type IncomingOrderInput = z.input<typeof incomingOrderSchema>;

export const INGEST_OUTCOMES = ["created", "updated", "unchanged", "stale", "rejected"] as const;
export type IngestOutcome = (typeof INGEST_OUTCOMES)[number];

export type IngestResult = {
  external_id: string;
  outcome: IngestOutcome;
  order_id: string | null;
  errors: { path: string; message: string }[];
};
