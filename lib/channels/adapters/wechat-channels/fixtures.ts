/**
 * An order in the documented shape of channels/ec/order/get, written afresh: what the sandbox platform answers with and
 * what tests feed the mapper. Amounts in fen, times in unix seconds.
 */
export type ChannelsDetailInput = {
  orderId: string;
  status: number;
  createTime: number;
  updateTime: number;
  payTime?: number;
  shipDoneTime?: number;
  confirmTime?: number;
  openid?: string;
  receiver?: { name: string; phone: string; address: string };
  place?: { province: string; city: string; district: string };
  ewaybillCode?: string;
  customerNotes?: string;
  freight?: number;
  discount?: number;
  /** A part of `discount` that the platform pays. */
  platformCoupon?: number;
  lines: {
    productId: string;
    skuId: string;
    skuCode: string;
    title: string;
    quantity: number;
    price: number;
    inAfterSale?: number;
    afterSaleDone?: number;
  }[];
  afterSales?: { id: string; status: number }[];
  parcels?: { deliveryId: string; waybillId: string; deliveryTime: number }[];
  deadline?: number;
};

/** → `order`. */
export function channelsDetail(input: ChannelsDetailInput): Record<string, unknown> {
  const goods = input.lines.reduce((total, line) => total + line.price * line.quantity, 0);
  const { freight = 0, discount = 0 } = input;
  return {
    order_id: input.orderId,
    openid: input.openid ?? "",
    unionid: "",
    status: input.status,
    create_time: input.createTime,
    update_time: input.updateTime,
    order_detail: {
      product_infos: input.lines.map((line, index) => product(input, line, index)),
      pay_info: { prepay_id: "", transaction_id: "", payment_method: 1, ...(input.payTime ? { pay_time: input.payTime } : {}) },
      price_info: {
        product_price: goods,
        order_price: goods + freight - discount,
        freight,
        discounted_price: discount,
        is_discounted: discount > 0,
      },
      delivery_info: delivery(input),
      ext_info: { customer_notes: input.customerNotes ?? "", merchant_notes: "", confirm_receipt_time: input.confirmTime ?? 0 },
    },
    aftersale_detail: {
      aftersale_order_list: (input.afterSales ?? []).map(({ id, status }) => ({ aftersale_order_id: id, status })),
      on_aftersale_order_cnt: (input.afterSales ?? []).length,
    },
  };
}

function product(input: ChannelsDetailInput, line: ChannelsDetailInput["lines"][number], index: number): Record<string, unknown> {
  const coupon = index === 0 ? (input.platformCoupon ?? 0) : 0;
  return {
    product_id: line.productId,
    sku_id: line.skuId,
    sku_code: line.skuCode,
    title: line.title,
    sku_cnt: line.quantity,
    on_aftersale_sku_cnt: line.inAfterSale ?? 0,
    finish_aftersale_sku_cnt: line.afterSaleDone ?? 0,
    sale_price: line.price,
    sku_attrs: [],
    order_product_coupon_info_list: coupon > 0 ? [{ user_coupon_id: "1", coupon_type: 3, discounted_price: coupon, coupon_id: "2" }] : [],
    ...(input.deadline ? { delivery_deadline: input.deadline } : {}),
  };
}

function delivery(input: ChannelsDetailInput): Record<string, unknown> {
  const { receiver, place } = input;
  return {
    address_info: {
      user_name: receiver?.name ?? "",
      tel_number: receiver?.phone ?? "",
      province_name: place?.province ?? "",
      city_name: place?.city ?? "",
      county_name: place?.district ?? "",
      detail_info: receiver?.address ?? "",
    },
    ewaybill_order_code: input.ewaybillCode ?? "",
    delivery_product_info: (input.parcels ?? []).map((parcel) => ({
      delivery_id: parcel.deliveryId,
      waybill_id: parcel.waybillId,
      delivery_time: parcel.deliveryTime,
      deliver_type: 1,
      product_infos: [],
    })),
    ship_done_time: input.shipDoneTime ?? 0,
    deliver_method: 0,
  };
}
