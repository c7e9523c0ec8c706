import { z } from "zod";

/**
 * The parts of Douyin's messages and order detail that we read. The documentation quotes every number,
 * real answers do not: both are taken. Unknown fields are left alone.
 */
const idText = z.union([z.string(), z.number()]).transform(String);
const optionalText = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

/** An integer, as number or text; blank and absent are null. */
const wholeNumber = z
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

/** One message: `[{"tag":"100","msg_id":"…","data":"<JSON>"}]`; older ones have a numeric tag, `msgId` and an object. */
export const messageSchema = z.object({
  tag: idText,
  msg_id: z.union([z.string(), z.number()]).nullish(),
  msgId: z.union([z.string(), z.number()]).nullish(),
  data: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
});
export type DouyinMessage = z.output<typeof messageSchema>;

/** What we keep of a message in the inbox; `data` as the text or object it came as. */
export const keptMessageSchema = z.object({ tag: z.string(), data: z.unknown() });

/** The content of `data`: which order it is about, or the detail itself. */
export const messageDataSchema = z.object({
  p_id: z.union([z.string(), z.number()]).nullish(),
  order_id: z.union([z.string(), z.number()]).nullish(),
  shop_order_detail: z.record(z.string(), z.unknown()).nullish(),
});

const named = z.object({ name: optionalText }).nullish();
const spec = z.object({ name: optionalText, value: optionalText });

const addressSchema = z.object({
  province: named,
  city: named,
  town: named,
  street: named,
  encrypt_detail: optionalText,
});
const maskedAddressSchema = z.object({ detail: optionalText });

export const skuOrderSchema = z.object({
  order_id: idText,
  product_id: z.unknown().optional(),
  product_name: optionalText,
  sku_id: optionalText,
  code: optionalText,
  out_sku_id: optionalText,
  spec: z.array(spec).nullish(),
  item_num: wholeNumber,
  origin_amount: wholeNumber,
  order_amount: wholeNumber,
  pay_amount: wholeNumber,
  pre_sale_type: wholeNumber,
  given_product_type: optionalText,
  need_serial_number: optionalText,
  bundle_sku_info: z.array(z.unknown()).nullish(),
  after_sale_info: z.object({ after_sale_status: wholeNumber, after_sale_type: wholeNumber, refund_status: wholeNumber }).nullish(),
});
export type SkuOrder = z.output<typeof skuOrderSchema>;

export const orderDetailSchema = z.object({
  order_id: idText.pipe(z.string().min(1)),
  order_status: wholeNumber,
  main_status: wholeNumber,
  create_time: wholeNumber,
  pay_time: wholeNumber,
  update_time: wholeNumber,
  ship_time: wholeNumber,
  finish_time: wholeNumber,
  exp_ship_time: wholeNumber,
  appointment_ship_time: wholeNumber,
  pay_type: wholeNumber,
  order_amount: wholeNumber,
  post_amount: wholeNumber,
  promotion_amount: wholeNumber,
  modify_amount: wholeNumber,
  modify_post_amount: wholeNumber,
  pay_amount: wholeNumber,
  open_id: optionalText,
  doudian_open_id: optionalText,
  open_address_id: optionalText,
  encrypt_post_receiver: optionalText,
  encrypt_post_tel: optionalText,
  mask_post_receiver: optionalText,
  mask_post_tel: optionalText,
  post_addr: addressSchema.nullish(),
  mask_post_addr: maskedAddressSchema.nullish(),
  buyer_words: optionalText,
  seller_words: optionalText,
  logistics_info: z
    .array(
      z.object({
        company: optionalText,
        tracking_no: optionalText,
        added_services: z.array(z.object({ key: optionalText })).nullish(),
      }),
    )
    .nullish(),
  order_phase_list: z.array(z.unknown()).nullish(),
  shop_order_tag_ui: z.array(z.object({ key: optionalText })).nullish(),
  sku_order_list: z.array(skuOrderSchema).min(1, "has no lines").max(500),
});
export type DouyinOrder = z.output<typeof orderDetailSchema>;

/** Every answer; code 10000 is success. */
export const answerSchema = z.object({
  code: wholeNumber,
  err_no: wholeNumber,
  msg: optionalText,
  message: optionalText,
  sub_code: optionalText,
  sub_msg: optionalText,
  data: z.unknown().optional(),
});
export const detailDataSchema = z.object({ shop_order_detail: z.record(z.string(), z.unknown()).nullish() });
export const listDataSchema = z.object({ total: wholeNumber, shop_order_list: z.array(z.looseObject({ order_id: idText })).nullish() });
export const tokenDataSchema = z.object({ access_token: z.string().min(1), refresh_token: z.string().min(1), expires_in: wholeNumber });
