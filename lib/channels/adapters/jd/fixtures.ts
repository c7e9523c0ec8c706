import { toShanghai } from "@/lib/shared/clock";
import { yuanText } from "@/lib/shared/money";

/**
 * An order in the documented shape, written afresh: what the sandbox platform lists and what tests feed the mapper.
 * Amounts in fen, times as dates; what has not happened is JD's sentinel.
 */
export type JdOrderInput = {
  orderId: string;
  state: string;
  stateRemark?: string;
  parentOrderId?: string;
  started: Date;
  paid?: Date;
  modified: Date;
  leftAt?: Date;
  ended?: Date;
  payType?: string;
  orderType?: string;
  storeOrder?: string;
  freight?: number;
  sellerDiscount?: number;
  /** What JD itself gives; it makes the buyer's payment smaller, not the seller's income. */
  platformDiscount?: number;
  consignee?: Partial<{
    fullname: string;
    fullAddress: string;
    mobile: string;
    telephone: string;
    province: string;
    city: string;
    county: string;
    town: string;
  }>;
  oaid?: string;
  pin?: string;
  orderRemark?: string;
  venderRemark?: string;
  marks?: Record<string, string>;
  items: { skuId: string; sku: string; title: string; quantity: number; price: number; uuid?: string }[];
  waybill?: string;
  logisticsId?: string;
};

const NEVER = "0001-01-01 00:00:00";
const time = (date: Date | undefined) => (date ? toShanghai(date) : NEVER);

const CONSIGNEE = {
  fullname: "AAT/Qm9yZ2VzIHdyb3RlIG9mIGFuIGVuZGxlc3MgbGlicmFyeQ==",
  fullAddress: "AAT/VGhlIGxpYnJhcnkgaXMgYSBzcGhlcmUgd2hvc2UgY2VudHJlIGlzIGFueSBoZXhhZ29u",
  mobile: "139*******2",
  telephone: "139*******2",
  province: "广东",
  city: "佛山市",
  county: "南海区",
  town: "桂城街道",
};

/** → `orderInfo`. */
export function jdOrder(input: JdOrderInput): Record<string, unknown> {
  const { freight = 0, sellerDiscount = 0, platformDiscount = 0 } = input;
  const total = input.items.reduce((sum, item) => sum + item.price * item.quantity, 0);
  return {
    orderId: input.orderId,
    parentOrderId: input.parentOrderId ?? "0",
    directParentOrderId: input.parentOrderId ?? "0",
    orderState: input.state,
    orderStateRemark: input.stateRemark ?? "",
    orderType: input.orderType ?? "22",
    storeOrder: input.storeOrder ?? "",
    payType: input.payType ?? "4-在线支付",
    orderSource: "移动端订单",
    returnOrder: "0",
    orderTotalPrice: yuanText(total),
    orderSellerPrice: yuanText(total - sellerDiscount),
    orderPayment: yuanText(total - sellerDiscount - platformDiscount + freight),
    freightPrice: yuanText(freight),
    sellerDiscount: yuanText(sellerDiscount),
    balanceUsed: "0.00",
    orderStartTime: time(input.started),
    paymentConfirmTime: time(input.paid),
    modified: time(input.modified),
    dataVersion: String(input.modified.getTime()),
    outBoundDate: time(input.leftAt),
    ...(input.ended ? { orderEndTime: time(input.ended) } : {}),
    consigneeInfo: { ...CONSIGNEE, ...input.consignee },
    ...(input.oaid ? { oaid: input.oaid } : {}),
    pin: input.pin ?? "jd_reader",
    orderRemark: input.orderRemark ?? "",
    venderRemark: input.venderRemark ?? "",
    sendpayMap: JSON.stringify({ "9": "2", "29": "1", "34": "3", ...input.marks }),
    itemInfoList: input.items.map((item) => ({
      skuId: item.skuId,
      outerSkuId: item.sku,
      wareId: `1002${item.skuId.slice(-8)}`,
      skuName: item.title,
      itemTotal: String(item.quantity),
      jdPrice: yuanText(item.price),
      itemExt: JSON.stringify({ skuUuid: item.uuid ?? `1012_${item.skuId}`, isVMI: 0, cid: "13288" }),
    })),
    ...(input.waybill ? { waybill: input.waybill, logisticsId: input.logisticsId ?? "1499" } : {}),
  };
}
