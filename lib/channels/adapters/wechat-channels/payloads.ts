import { z } from "zod";

/** Ids are text in some messages and numbers beyond 2^53 in others; the lossless reader has made text of those. */
const text = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));
const id = z.union([z.string(), z.number()]).transform(String).pipe(z.string().min(1));
/** A whole number, as number or text (the pay event writes its time as text); blank and absent are null. */
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
const yes = z
  .union([z.boolean(), z.number()])
  .nullish()
  .transform((value) => value === true || value === 1);

/** An event of the shop; the order's number stands in one of these. */
export const eventSchema = z.object({
  FromUserName: text,
  CreateTime: text,
  Event: text,
  order_info: z.object({ order_id: text }).nullish(),
  finder_shop_aftersale_status_update: z.object({ order_id: text, after_sale_order_id: text, status: text }).nullish(),
  order_id: text,
});

const couponSchema = z.object({ coupon_type: whole, discounted_price: whole });

export const productSchema = z.object({
  product_id: text,
  sku_id: text,
  sku_code: text,
  out_sku_id: text,
  title: text,
  sku_cnt: whole,
  on_aftersale_sku_cnt: whole,
  finish_aftersale_sku_cnt: whole,
  sale_price: whole,
  real_price: whole,
  sku_attrs: z.array(z.object({ attr_value: text })).nullish(),
  order_product_coupon_info_list: z.array(couponSchema).nullish(),
  delivery_deadline: whole,
  is_free_gift: yes,
});
export type ChannelsProduct = z.output<typeof productSchema>;

const addressSchema = z.object({
  user_name: text,
  tel_number: text,
  province_name: text,
  city_name: text,
  county_name: text,
  detail_info: text,
  house_number: text,
});

const parcelSchema = z.object({ waybill_id: text, delivery_id: text, delivery_time: whole });

export const orderSchema = z.object({
  order_id: id,
  status: whole,
  create_time: whole,
  update_time: whole,
  openid: text,
  unionid: text,
  is_present: yes,
  order_detail: z.object({
    product_infos: z.array(productSchema).min(1, "has no lines").max(500),
    pay_info: z.object({ pay_time: whole }).nullish(),
    price_info: z.object({
      product_price: whole,
      order_price: whole,
      freight: whole,
      discounted_price: whole,
      deduction_price: whole,
      change_down_price: whole,
      change_freight: whole,
      is_change_freight: yes,
      national_subsidy_discounted_price: whole,
    }),
    delivery_info: z
      .object({
        address_info: addressSchema.nullish(),
        ewaybill_order_code: text,
        delivery_product_info: z.array(parcelSchema).nullish(),
        ship_done_time: whole,
      })
      .nullish(),
    ext_info: z.object({ customer_notes: text, merchant_notes: text, confirm_receipt_time: whole }).nullish(),
  }),
  aftersale_detail: z.object({ aftersale_order_list: z.array(z.object({ aftersale_order_id: text, status: whole })).nullish() }).nullish(),
});
export type ChannelsOrder = z.output<typeof orderSchema>;

export const orderAnswerSchema = z.object({ order: z.record(z.string(), z.unknown()).nullish() });
export const listAnswerSchema = z.object({ order_id_list: z.array(id).nullish(), next_key: text, has_more: yes });
