import { z } from "zod";
import { fenFromYuanDouble } from "@/lib/channels/core/yuan-double";
import { fromShanghai } from "@/lib/shared/clock";

/**
 * The parts of Pinduoduo's orders, messages and answers that we read. Ids are numbers in some answers and text in
 * others; absent times are blank text. Unknown fields are left alone.
 */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));
const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));
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

/** Yuan as a JSON double → fen; absent is null. */
const yuan = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value, ctx) => {
    if (value === null || value === undefined || value === "") return null;
    const fen = fenFromYuanDouble(String(value));
    if (fen !== null) return fen;
    ctx.addIssue({ code: "custom", message: "must be yuan with at most two decimals" });
    return z.NEVER;
  });

/** Nothing was sold before it; earlier years are how databases write "never". */
const FIRST_YEAR = 2010;

/** Zoneless Shanghai time → instant; blank and sentinels are null. */
const time = z
  .string()
  .nullish()
  .transform((value, ctx) => {
    if (value === null || value === undefined || value.trim() === "") return null;
    try {
      const date = fromShanghai(value);
      return date.getUTCFullYear() < FIRST_YEAR ? null : date;
    } catch {
      ctx.addIssue({ code: "custom", message: 'must look like "2026-11-24 09:05:00"' });
      return z.NEVER;
    }
  });

const itemSchema = z.object({
  sku_id: text,
  goods_id: text,
  goods_name: text,
  goods_spec: text,
  outer_id: text,
  goods_count: whole,
  goods_price: yuan,
});
export type PddItem = z.output<typeof itemSchema>;

const parcelsSchema = z.array(z.object({ logistics_id: text, tracking_number: text })).nullish();

export const orderSchema = z.object({
  order_sn: id,
  order_status: whole,
  refund_status: whole,
  after_sales_status: whole,
  confirm_status: whole,
  group_status: whole,
  risk_control_status: whole,
  gift_order_status: whole,
  trade_type: whole,
  is_pre_sale: whole,
  free_sf: whole,
  step_order_info: z.object({ step_trade_status: whole }).nullish(),
  created_time: time,
  pay_time: time,
  confirm_time: time,
  shipping_time: time,
  receive_time: time,
  updated_at: time,
  last_ship_time: time,
  pay_type: text,
  order_change_amount: yuan,
  discount_amount: yuan,
  platform_discount: yuan,
  postage: yuan,
  pay_amount: yuan,
  service_fee_detail: z.array(z.object({ service_fee: yuan })).nullish(),
  receiver_name: text,
  receiver_name_mask: text,
  receiver_phone: text,
  receiver_phone_mask: text,
  receiver_address: text,
  receiver_address_mask: text,
  address: text,
  address_mask: text,
  province: text,
  city: text,
  town: text,
  open_address_id: text,
  buyer_memo: text,
  remark: text,
  logistics_id: text,
  tracking_number: text,
  extra_delivery_list: parcelsSchema,
  gift_delivery_list: parcelsSchema,
  resend_delivery_list: parcelsSchema,
  order_tag_list: z.array(z.object({ name: text, value: whole })).nullish(),
  item_list: z.array(itemSchema).min(1, "has no lines").max(500),
});
export type PddOrder = z.output<typeof orderSchema>;

/** One order of a list: enough to name it where its content cannot be read. */
export const listedSchema = z.object({ order_sn: id, updated_at: time.catch(null) });

/** Every answer is one object named after its method, or `error_response`. */
export const answerSchema = z.record(z.string(), z.unknown());
export const errorSchema = z.object({ error_code: whole, error_msg: text, sub_code: text, sub_msg: text, request_id: text });

/** The order list comes as `order_sn_list`; some answers were seen with `order_list`. */
const listed = z.array(z.looseObject({ order_sn: id })).nullish();
export const pageSchema = z.object({ total_count: whole, order_sn_list: listed, order_list: listed });

export const tokenSchema = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_at: whole, expires_in: whole });

/** A frame of the message feed. */
export const frameSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  commandType: z.string(),
  sendTime: z.union([z.string(), z.number()]).nullish(),
  message: z.object({ type: z.string().min(1), mallID: id, content: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish() }).nullish(),
});

/** What we keep of a message; `content` as the text it came as. */
export const keptMessageSchema = z.object({ type: z.string(), mallID: z.string(), content: z.string() });
export type PddMessage = z.output<typeof keptMessageSchema>;

export const contentSchema = z.object({ tid: text, refund_id: text, modified: text });
