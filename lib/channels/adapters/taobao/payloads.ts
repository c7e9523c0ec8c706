import { z } from "zod";
import { yuanField } from "@/lib/channels/core/yuan-field";

/**
 * The parts of Taobao's trade, messages and answers that we read. Lists are wrapped (`orders.order[]`), money is yuan
 * in strings, ids may be numbers beyond 2^53 (read as text). Unknown fields are left alone.
 */
const textField = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

/** Flags come as booleans, as "true" and as "1". */
const flagField = z
  .union([z.boolean(), z.string(), z.number()])
  .nullish()
  .transform((value) => value === true || value === "true" || value === "1" || value === 1);

const countField = z.coerce.number().int().min(0).max(100_000);

/** `{attr_key, attr_value}` pairs of a sub-order. */
const featuresField = z.object({ feature_do: z.array(z.object({ attr_key: textField, attr_value: textField })).nullish() }).nullish();

export const subOrderSchema = z
  .object({
    oid: textField,
    oid_str: textField,
    status: textField,
    title: textField,
    sku_properties_name: textField,
    num: countField.min(1),
    num_iid: textField,
    sku_id: textField,
    outer_iid: textField,
    outer_sku_id: textField,
    price: yuanField,
    total_fee: yuanField,
    payment: yuanField,
    discount_fee: yuanField,
    adjust_fee: yuanField,
    divide_order_fee: yuanField,
    refund_status: textField,
    logistics_company: textField,
    invoice_no: textField,
    consign_time: textField,
    end_time: textField,
    est_con_time: textField,
    estimate_con_time: textField,
    gov_sn_check: flagField,
    gov_main_subject: textField,
    features: featuresField,
  })
  .refine((order) => order.oid_str !== "" || order.oid !== "", { path: ["oid"], message: "is missing" });
export type SubOrder = z.output<typeof subOrderSchema>;

export const tradeSchema = z
  .object({
    tid: textField,
    tid_str: textField,
    status: textField,
    type: textField,
    step_trade_status: textField,
    created: textField,
    pay_time: textField,
    modified: textField,
    consign_time: textField,
    end_time: textField,
    est_con_time: textField,
    consign_interval: textField,
    payment: yuanField,
    total_fee: yuanField,
    post_fee: yuanField,
    discount_fee: yuanField,
    adjust_fee: yuanField,
    yfx_fee: yuanField,
    order_tax_fee: yuanField,
    buyer_cod_fee: yuanField,
    buyer_nick: textField,
    buyer_open_uid: textField,
    buyer_message: textField,
    seller_memo: textField,
    seller_flag: textField,
    oaid: textField,
    receiver_name: textField,
    receiver_mobile: textField,
    receiver_phone: textField,
    receiver_state: textField,
    receiver_city: textField,
    receiver_district: textField,
    receiver_town: textField,
    receiver_address: textField,
    is_force_wlb: flagField,
    is_part_consign: flagField,
    /** JSON in a string; `erpHold` "1" means that Taobao holds the trade back. */
    trade_attr: textField,
    erpHold: textField,
    orders: z.object({ order: z.array(subOrderSchema).min(1, "has no lines").max(500) }),
  })
  .refine((trade) => trade.tid_str !== "" || trade.tid !== "", { path: ["tid"], message: "is missing" });
export type Trade = z.output<typeof tradeSchema>;

/** The list names trades only; on an empty page it has no `trades` at all. */
const namedTradeSchema = z.object({ tid: textField, tid_str: textField, modified: textField });

const errorSchema = z.object({ code: textField, msg: textField, sub_code: textField, sub_msg: textField });
export type TopError = z.output<typeof errorSchema>;

export const answerSchema = z.object({
  error_response: errorSchema.nullish(),
  trade_fullinfo_get_response: z.object({ trade: z.record(z.string(), z.unknown()).nullish() }).nullish(),
  trades_sold_increment_get_response: z
    .object({
      has_next: z.boolean().nullish(),
      total_results: z.coerce.number().int().min(0).nullish(),
      trades: z.object({ trade: z.array(namedTradeSchema).nullish() }).nullish(),
    })
    .nullish(),
  /** `token_result` is JSON in a string. */
  top_auth_token_refresh_response: z.object({ token_result: z.union([z.string(), z.record(z.string(), z.unknown())]) }).nullish(),
});
export type TopAnswer = z.output<typeof answerSchema>;

export const refreshedTokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().default(""),
  /** Unix ms. */
  expire_time: z.coerce.number().nullish(),
  expires_in: z.coerce.number().nullish(),
});

/** What we keep of a message: `content` is the JSON text it came as. */
export const keptMessageSchema = z.object({ topic: z.string(), content: z.unknown() });
export const messageContentSchema = z.object({ tid: textField, oid: textField, refund_id: textField, seller_nick: textField });
