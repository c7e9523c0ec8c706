import { toShanghai } from "@/lib/shared/clock";
import { yuanText } from "@/lib/shared/money";

/**
 * A trade in the documented shape, written afresh: what the sandbox platform answers with and what tests feed the
 * mapper. Amounts in fen, times as dates; `share` is a line's divide_order_fee (default: price × quantity less discount).
 */
export type TaobaoTradeInput = {
  tid: string;
  status: string;
  type?: string;
  stepTradeStatus?: string;
  created: Date;
  paid?: Date;
  modified: Date;
  consigned?: Date;
  ended?: Date;
  promisedShipTime?: string;
  postFee?: number;
  /** Trade-wide discount; the lines' shares must already be less by it. */
  discountFee?: number;
  payment?: number;
  receiver?: Partial<{
    name: string;
    mobile: string;
    phone: string;
    state: string;
    city: string;
    district: string;
    town: string;
    address: string;
  }>;
  oaid?: string;
  buyerNick?: string;
  buyerOpenUid?: string;
  buyerMessage?: string;
  sellerMemo?: string;
  sellerFlag?: number;
  lines: TaobaoLineInput[];
};

export type TaobaoLineInput = {
  oid: string;
  sku: string;
  title: string;
  quantity: number;
  price: number;
  discount?: number;
  adjust?: number;
  share?: number;
  status?: string;
  refundStatus?: string;
  parcel?: { company: string; trackingNumber: string; consigned: Date };
};

const RECEIVER = {
  name: "周**",
  mobile: "*******5521",
  phone: "",
  state: "浙江省",
  city: "金华市",
  district: "婺城区",
  town: "城东街道",
  address: "东**路*号*幢*单元",
};

const time = (date: Date | undefined) => (date ? toShanghai(date) : undefined);

/** → `trade`. Ids stand as text; `JSON` with bare numbers is the sandbox server's business. */
export function taobaoTrade(input: TaobaoTradeInput): Record<string, unknown> {
  const { postFee = 0, discountFee = 0 } = input;
  const receiver = { ...RECEIVER, ...input.receiver };
  const shares = input.lines.reduce((total, line) => total + shareOf(line), 0);
  return {
    tid: input.tid,
    tid_str: input.tid,
    status: input.status,
    type: input.type ?? "fixed",
    ...(input.stepTradeStatus ? { step_trade_status: input.stepTradeStatus } : {}),
    created: time(input.created),
    pay_time: time(input.paid),
    modified: time(input.modified),
    consign_time: time(input.consigned),
    end_time: time(input.ended),
    est_con_time: input.promisedShipTime,
    payment: yuanText(input.payment ?? shares + postFee),
    total_fee: yuanText(input.lines.reduce((total, line) => total + line.price * line.quantity, 0)),
    post_fee: yuanText(postFee),
    discount_fee: yuanText(discountFee),
    adjust_fee: "0.00",
    received_payment: "0.00",
    buyer_nick: input.buyerNick ?? "周**",
    buyer_open_uid: input.buyerOpenUid ?? "",
    buyer_message: input.buyerMessage ?? "",
    seller_memo: input.sellerMemo ?? "",
    seller_flag: input.sellerFlag ?? 0,
    ...(input.oaid ? { oaid: input.oaid } : {}),
    receiver_name: receiver.name,
    receiver_mobile: receiver.mobile,
    receiver_phone: receiver.phone,
    receiver_state: receiver.state,
    receiver_city: receiver.city,
    receiver_district: receiver.district,
    receiver_town: receiver.town,
    receiver_address: receiver.address,
    shipping_type: "express",
    orders: { order: input.lines.map((line) => subOrder(line, input.status)) },
  };
}

function shareOf(line: TaobaoLineInput): number {
  return line.share ?? line.price * line.quantity - (line.discount ?? 0) + (line.adjust ?? 0);
}

function subOrder(line: TaobaoLineInput, tradeStatus: string): Record<string, unknown> {
  const total = line.price * line.quantity - (line.discount ?? 0) + (line.adjust ?? 0);
  return {
    oid: line.oid,
    oid_str: line.oid,
    status: line.status ?? tradeStatus,
    title: line.title,
    num: line.quantity,
    num_iid: `6${line.oid.slice(-11)}`,
    sku_id: `5${line.oid.slice(-11)}`,
    outer_sku_id: line.sku,
    price: yuanText(line.price),
    total_fee: yuanText(total),
    payment: yuanText(total),
    discount_fee: yuanText(line.discount ?? 0),
    adjust_fee: yuanText(line.adjust ?? 0),
    divide_order_fee: yuanText(shareOf(line)),
    refund_status: line.refundStatus ?? "NO_REFUND",
    ...(line.parcel
      ? { logistics_company: line.parcel.company, invoice_no: line.parcel.trackingNumber, consign_time: toShanghai(line.parcel.consigned) }
      : {}),
  };
}
