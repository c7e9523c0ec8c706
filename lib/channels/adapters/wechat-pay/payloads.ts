import { z } from "zod";

/** Ids may be numbers beyond 2^53 in events; the lossless reader has made text of them. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));
const whole = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^-?\d*$/, "must be a whole number"),
  ])
  .nullish()
  .transform((value) => (value === null || value === undefined || value === "" ? null : Number(value)))
  .refine((value) => value === null || Number.isSafeInteger(value), "must be a whole number");
const rfc3339 = z
  .string()
  .nullish()
  .transform((value) => (value && !Number.isNaN(Date.parse(value)) ? new Date(value) : null));

/** A Pay v3 notice, before its resource is opened. */
export const noticeSchema = z.object({
  id: text,
  create_time: text,
  event_type: z.string().min(1),
  resource: z.object({ algorithm: text, ciphertext: z.string(), associated_data: text, nonce: z.string() }),
});

const amountSchema = z.object({ total: whole, payer_total: whole, refund: whole }).nullish();

/** An opened resource of a payment. Amounts in fen. */
export const transactionSchema = z.object({
  transaction_id: text,
  out_trade_no: z.string().min(1),
  trade_state: text,
  success_time: rfc3339,
  amount: amountSchema,
});

/** Several orders paid at once: each has its own number. */
export const combinedSchema = z.object({ sub_orders: z.array(z.record(z.string(), z.unknown())).min(1).max(500) });

/** An opened resource of a refund. */
export const refundSchema = z.object({
  refund_id: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1)),
  out_trade_no: z.string().min(1),
  refund_status: text,
  success_time: rfc3339,
  amount: amountSchema,
});

/** What we keep of a notice or of an event in the inbox. */
export const keptSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("notice"), event_type: z.string(), create_time: z.string(), resource: z.record(z.string(), z.unknown()) }),
  z.object({ kind: z.literal("event"), event: z.record(z.string(), z.unknown()) }),
]);
export type Kept = z.output<typeof keptSchema>;

/** Events of order shipping management: `trade_manage_…`. */
export const eventSchema = z.object({
  Event: text,
  FromUserName: text,
  CreateTime: text,
  transaction_id: text,
  merchant_trade_no: text,
  confirm_receive_time: whole,
});

/** A payment as order shipping management knows it: neither goods nor receiver. */
export const orderSchema = z.object({
  transaction_id: text,
  merchant_trade_no: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1)),
  description: text,
  paid_amount: whole,
  openid: text,
  trade_create_time: whole,
  pay_time: whole,
  order_state: whole,
  in_complaint: z
    .boolean()
    .nullish()
    .transform((value) => value === true),
  shipping: z
    .object({
      finish_shipping: z
        .boolean()
        .nullish()
        .transform((value) => value === true),
      shipping_list: z.array(z.object({ tracking_no: text, express_company: text, upload_time: whole })).nullish(),
    })
    .nullish(),
});
export type WxaOrder = z.output<typeof orderSchema>;

export const orderAnswerSchema = z.object({ order: z.record(z.string(), z.unknown()).nullish() });
export const listAnswerSchema = z.object({
  order_list: z.array(z.looseObject({ merchant_trade_no: z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1)) })).nullish(),
  last_index: text,
  has_more: z
    .boolean()
    .nullish()
    .transform((value) => value === true),
});
