/**
 * An order detail in the documented shape, written afresh: what the sandbox platform answers with and what tests
 * feed the mapper. Amounts in fen, times in unix seconds (0 = not yet), ids as the platform's digits.
 */
export type DouyinDetailInput = {
  orderId: string;
  orderStatus: number;
  mainStatus?: number;
  createTime: number;
  payTime?: number;
  shipTime?: number;
  finishTime?: number;
  updateTime: number;
  promisedShipTime?: number;
  cashOnDelivery?: boolean;
  /** Deposit first, the rest later. */
  isPresale?: boolean;
  receiver: { name: string; phone: string; address: string; nameMask?: string; phoneMask?: string; addressMask?: string };
  place: { province: string; city: string; district: string; town?: string };
  openAddressId?: string;
  openId?: string;
  buyerWords?: string;
  postAmount?: number;
  promotionAmount?: number;
  lines: {
    orderId: string;
    sku: string;
    title: string;
    quantity: number;
    price: number;
    afterSale?: { status: number; type: number; refundStatus: number };
  }[];
  parcels?: { company: string; companyName: string; trackingNumber: string; shipTime: number }[];
};

/** → `shop_order_detail`. */
export function douyinDetail(input: DouyinDetailInput): Record<string, unknown> {
  const goods = input.lines.reduce((total, line) => total + line.price * line.quantity, 0);
  const { postAmount = 0, promotionAmount = 0 } = input;
  return {
    order_id: input.orderId,
    order_status: input.orderStatus,
    main_status: input.mainStatus ?? input.orderStatus,
    order_type: 0,
    trade_type: 0,
    create_time: input.createTime,
    pay_time: input.payTime ?? 0,
    ship_time: input.shipTime ?? 0,
    finish_time: input.finishTime ?? 0,
    update_time: input.updateTime,
    exp_ship_time: input.promisedShipTime ?? 0,
    appointment_ship_time: 0,
    pay_type: input.cashOnDelivery ? 0 : 1,
    order_amount: goods,
    post_amount: postAmount,
    promotion_amount: promotionAmount,
    modify_amount: 0,
    modify_post_amount: 0,
    pay_amount: goods + postAmount - promotionAmount,
    open_id: input.openId ?? "",
    doudian_open_id: input.openId ? `#${input.openId}` : "",
    open_address_id: input.openAddressId ?? "",
    ...receiver(input),
    buyer_words: input.buyerWords ?? "",
    seller_words: "",
    logistics_info: (input.parcels ?? []).map((parcel) => ({
      company: parcel.company,
      company_name: parcel.companyName,
      tracking_no: parcel.trackingNumber,
      ship_time: parcel.shipTime,
      delivery_id: `${parcel.company}_${parcel.trackingNumber}`,
      added_services: [],
    })),
    order_phase_list: input.isPresale ? [{ current_phase: "1", total_phase: 2 }] : [],
    shop_order_tag_ui: [],
    sku_order_list: input.lines.map((line) => skuOrder(line, input.orderId)),
  };
}

function receiver({ receiver: person, place }: DouyinDetailInput): Record<string, unknown> {
  return {
    encrypt_post_receiver: person.name,
    encrypt_post_tel: person.phone,
    mask_post_receiver: person.nameMask ?? "",
    mask_post_tel: person.phoneMask ?? "",
    post_addr: {
      province: { id: "0", name: place.province },
      city: { id: "0", name: place.city },
      town: { id: "0", name: place.district },
      street: { id: "0", name: place.town ?? "" },
      encrypt_detail: person.address,
    },
    mask_post_addr: { detail: person.addressMask ?? "" },
  };
}

function skuOrder(line: DouyinDetailInput["lines"][number], parentOrderId: string): Record<string, unknown> {
  const amount = line.price * line.quantity;
  return {
    order_id: line.orderId,
    parent_order_id: parentOrderId,
    product_id_str: `3${parentOrderId.slice(0, 17)}`,
    product_name: line.title,
    sku_id: `1${parentOrderId.slice(2, 17)}`,
    code: line.sku,
    spec: [],
    item_num: line.quantity,
    origin_amount: line.price,
    order_amount: amount,
    pay_amount: amount,
    pre_sale_type: 0,
    after_sale_info: {
      after_sale_status: line.afterSale?.status ?? 0,
      after_sale_type: line.afterSale?.type ?? 0,
      refund_status: line.afterSale?.refundStatus ?? 0,
    },
  };
}
