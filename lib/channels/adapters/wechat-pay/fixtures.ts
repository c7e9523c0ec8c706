/** The documented shapes of Pay v3 and of order shipping management, written afresh with invented values. Fen. */
export type WxaOrderInput = {
  tradeNo: string;
  /** 1 to ship … 6, as WeChat counts. */
  state: number;
  createTime: number;
  payTime: number;
  paid: number;
  description?: string;
  openid?: string;
  inComplaint?: boolean;
  finished?: boolean;
  parcels?: { company: string; trackingNo: string; uploadTime: number }[];
};

/** → `order` of wxa/sec/order/get_order. */
export function wxaOrder(input: WxaOrderInput): Record<string, unknown> {
  const parcels = input.parcels ?? [];
  return {
    transaction_id: `42000${input.tradeNo}`,
    merchant_trade_no: input.tradeNo,
    merchant_id: "1900000001",
    sub_merchant_id: "",
    description: input.description ?? "",
    paid_amount: input.paid,
    openid: input.openid ?? "",
    trade_create_time: input.createTime,
    pay_time: input.payTime,
    order_state: input.state,
    in_complaint: input.inComplaint ?? false,
    shipping:
      parcels.length === 0
        ? {}
        : {
            delivery_mode: parcels.length > 1 ? 2 : 1,
            logistics_type: 1,
            finish_shipping: input.finished ?? true,
            finish_shipping_count: 1,
            shipping_list: parcels.map((parcel) => ({
              tracking_no: parcel.trackingNo,
              express_company: parcel.company,
              upload_time: parcel.uploadTime,
            })),
          },
  };
}

/** The opened resource of TRANSACTION.SUCCESS. `successTime` as RFC 3339. */
export function transactionResource(input: { tradeNo: string; transactionId: string; total: number; successTime: string }): Record<string, unknown> {
  return {
    transaction_id: input.transactionId,
    out_trade_no: input.tradeNo,
    mchid: "1900000001",
    trade_type: "JSAPI",
    trade_state: "SUCCESS",
    success_time: input.successTime,
    amount: { total: input.total, payer_total: input.total, currency: "CNY", payer_currency: "CNY" },
    payer: { openid: "o-invented" },
  };
}

export type RefundResourceInput = { tradeNo: string; refundId: string; total: number; refund: number; status: string; successTime: string };

/** The opened resource of REFUND.…; a refund that is not done has no time of success. */
export function refundResource(input: RefundResourceInput): Record<string, unknown> {
  return {
    mchid: "1900000001",
    transaction_id: `42000${input.tradeNo}`,
    out_trade_no: input.tradeNo,
    refund_id: input.refundId,
    out_refund_no: `R${input.refundId}`,
    refund_status: input.status,
    ...(input.status === "SUCCESS" ? { success_time: input.successTime } : {}),
    amount: { total: input.total, refund: input.refund, payer_total: input.total, payer_refund: input.refund },
  };
}
