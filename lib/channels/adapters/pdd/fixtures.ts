import { toShanghai } from "@/lib/shared/clock";
import { yuanText } from "@/lib/shared/money";

/**
 * An order in the documented shape, written afresh: what the sandbox platform answers with and what tests feed the
 * mapper. Amounts in fen (told as yuan doubles, as the platform does), times as instants.
 */
export type PddDetailInput = {
  orderSn: string;
  orderStatus: number;
  refundStatus?: number;
  afterSalesStatus?: number;
  confirmStatus?: number;
  groupStatus?: number;
  underReview?: boolean;
  tags?: string[];
  createdAt: Date;
  paidAt?: Date;
  shippedAt?: Date;
  receivedAt?: Date;
  updatedAt: Date;
  promisedShipAt?: Date;
  /** trade_type 1; 0 nothing paid, 1 the deposit, 2 both. */
  stepTradeStatus?: number;
  receiver: { name: string; phone: string; address: string; nameMask?: string; phoneMask?: string; addressMask?: string };
  place: { province: string; city: string; district: string };
  openAddressId?: string;
  buyerMemo?: string;
  remark?: string;
  postage?: number;
  platformDiscount?: number;
  sellerDiscount?: number;
  priceChange?: number;
  items: { skuId: string; sku: string; name: string; spec?: string; quantity: number; price: number }[];
  parcels?: { logisticsId: number; trackingNumber: string }[];
};

/** → `order_info`, which is also one order of a list. */
export function pddDetail(input: PddDetailInput): Record<string, unknown> {
  const [first, ...extra] = input.parcels ?? [];
  return {
    order_sn: input.orderSn,
    order_status: input.orderStatus,
    refund_status: input.refundStatus ?? 1,
    after_sales_status: input.afterSalesStatus ?? 0,
    confirm_status: input.confirmStatus ?? 1,
    group_status: input.groupStatus ?? 1,
    risk_control_status: input.underReview ? 1 : 0,
    trade_type: input.stepTradeStatus === undefined ? 0 : 1,
    step_order_info: input.stepTradeStatus === undefined ? null : { step_trade_status: input.stepTradeStatus },
    is_pre_sale: 0,
    free_sf: 0,
    ...times(input),
    ...money(input),
    ...receiver(input),
    pay_type: "WEIXIN",
    service_fee_detail: [],
    buyer_memo: input.buyerMemo ?? "",
    remark: input.remark ?? "",
    logistics_id: first?.logisticsId ?? 0,
    tracking_number: first?.trackingNumber ?? "",
    extra_delivery_list: extra.map((parcel) => ({ logistics_id: parcel.logisticsId, tracking_number: parcel.trackingNumber })),
    order_tag_list: (input.tags ?? []).map((name) => ({ name, value: 1 })),
    item_list: input.items.map((item) => ({
      sku_id: item.skuId,
      goods_id: `6${item.skuId}`,
      outer_id: item.sku,
      goods_name: item.name,
      goods_spec: item.spec ?? "",
      goods_count: item.quantity,
      goods_price: double(item.price),
    })),
  };
}

/** The double whose shortest text is the amount: 2590 → 25.9. */
function double(fen: number): number {
  return Number(yuanText(fen));
}

function times(input: PddDetailInput): Record<string, string> {
  const told = (time: Date | undefined) => (time ? toShanghai(time) : "");
  return {
    created_time: told(input.createdAt),
    pay_time: told(input.paidAt),
    confirm_time: told(input.paidAt),
    shipping_time: told(input.shippedAt),
    receive_time: told(input.receivedAt),
    updated_at: told(input.updatedAt),
    last_ship_time: told(input.promisedShipAt),
  };
}

function money(input: PddDetailInput): Record<string, number> {
  const { postage = 0, platformDiscount = 0, sellerDiscount = 0, priceChange = 0 } = input;
  const goods = input.items.reduce((total, item) => total + item.price * item.quantity, 0) - priceChange;
  const discount = platformDiscount + sellerDiscount;
  return {
    goods_amount: double(goods),
    order_change_amount: double(priceChange),
    discount_amount: double(discount),
    platform_discount: double(platformDiscount),
    seller_discount: double(sellerDiscount),
    capital_free_discount: 0,
    postage: double(postage),
    pay_amount: double(goods - discount + postage),
  };
}

/** Pinduoduo shows a receiver only while the order waits to be shipped and is not under review. */
function receiver({ receiver: person, place, openAddressId, orderStatus, underReview }: PddDetailInput): Record<string, string> {
  const shown = orderStatus === 1 && !underReview;
  const told = (value: string | undefined) => (shown ? (value ?? "") : "");
  return {
    receiver_name: told(person.name),
    receiver_name_mask: told(person.nameMask),
    receiver_phone: told(person.phone),
    receiver_phone_mask: told(person.phoneMask),
    receiver_address: told(person.address),
    receiver_address_mask: told(person.addressMask),
    address: told(person.address),
    address_mask: told(person.addressMask),
    country: told("中国"),
    province: told(place.province),
    city: told(place.city),
    town: told(place.district),
    open_address_id: told(openAddressId),
  };
}
