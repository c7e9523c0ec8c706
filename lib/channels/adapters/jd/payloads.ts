import { z } from "zod";
import { yuanField } from "@/lib/channels/core/yuan-field";

/**
 * The parts of JD's order and answers that we read. Money is yuan in strings, times are zoneless with sentinels, some
 * fields are JSON inside a string. Unknown fields are left alone.
 */
const textField = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? "" : String(value)));

export const itemSchema = z.object({
  skuId: textField,
  outerSkuId: textField,
  wareId: textField,
  productNo: textField,
  skuName: textField,
  itemTotal: z.coerce.number().int().min(1).max(100_000),
  jdPrice: yuanField,
  /** JSON in a string: skuUuid tells equal SKUs of one order apart. */
  itemExt: textField,
});
export type JdItem = z.output<typeof itemSchema>;

const consigneeSchema = z.object({
  fullname: textField,
  fullAddress: textField,
  mobile: textField,
  telephone: textField,
  province: textField,
  city: textField,
  county: textField,
  town: textField,
  oaid: textField,
});

export const orderSchema = z.object({
  orderId: textField.pipe(z.string().min(1, "is missing")),
  parentOrderId: textField,
  directParentOrderId: textField,
  orderState: textField,
  orderStateRemark: textField,
  orderType: textField,
  storeOrder: textField,
  payType: textField,
  orderTotalPrice: yuanField,
  orderSellerPrice: yuanField,
  freightPrice: yuanField,
  sellerDiscount: yuanField,
  orderStartTime: textField,
  paymentConfirmTime: textField,
  modified: textField,
  orderEndTime: textField,
  outBoundDate: textField,
  dataVersion: textField,
  orderRemark: textField,
  venderRemark: textField,
  pin: textField,
  open_id_buyer: textField,
  xid_buyer: textField,
  waybill: textField,
  logisticsId: textField,
  oaid: textField,
  consigneeInfo: consigneeSchema.nullish(),
  itemInfoList: z.array(itemSchema).min(1, "has no lines").max(500),
  /** JSON in a string: number of a mark → its value, "0" or absent where it is not set. */
  sendpayMap: textField,
  popSignMap: textField,
});
export type JdOrder = z.output<typeof orderSchema>;

/** An order as the list holds it: whole or not, it is named and dated. */
export const listedOrderSchema = z.looseObject({ orderId: textField, modified: textField });

const success = z.union([z.boolean(), z.string()]).transform((value) => String(value) === "true");

const resultSchema = z.object({
  success,
  chineseErrCode: textField,
  englishErrCode: textField,
  numberCode: textField,
  errorCode: textField,
});
export type JdResult = z.output<typeof resultSchema>;

export const errorSchema = z.object({ code: textField, zh_desc: textField, en_desc: textField });
export type JdError = z.output<typeof errorSchema>;

/** Answers are named after their method, "responce" (sic). */
export const answerSchema = z.object({
  error_response: errorSchema.nullish(),
  jingdong_pop_order_search_responce: z
    .object({
      searchorderinfo_result: z.object({
        apiResult: resultSchema.nullish(),
        orderTotal: z.coerce.number().int().min(0).nullish(),
        orderInfoList: z.array(listedOrderSchema).nullish(),
      }),
    })
    .nullish(),
  jingdong_pop_order_get_responce: z
    .object({ orderDetailInfo: z.object({ apiResult: resultSchema.nullish(), orderInfo: z.record(z.string(), z.unknown()).nullish() }) })
    .nullish(),
  jingdong_pop_order_shipment_responce: z.object({ sopjosshipment_result: resultSchema }).nullish(),
  jingdong_pop_order_modifyVenderRemark_responce: z.object({ modifyvenderremark_result: resultSchema }).nullish(),
});
export type JdAnswer = z.output<typeof answerSchema>;

export const refreshedTokenSchema = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().default(""),
  /** Seconds. */
  expires_in: z.coerce.number().nullish(),
});
