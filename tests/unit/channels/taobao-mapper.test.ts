import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TaobaoLineInput, type TaobaoTradeInput, taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import { toIncoming } from "@/lib/channels/adapters/taobao/mapper";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { fromShanghai } from "@/lib/shared/clock";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { yuanText } from "@/lib/shared/money";

const at = (clock: string) => fromShanghai(`2026-11-24 ${clock}`);
const line: TaobaoLineInput = { oid: "2918463734761365259", sku: "TS-W-L", title: "T恤", quantity: 2, price: 6990 };
const base: TaobaoTradeInput = {
  tid: "2918463734761365258",
  status: "WAIT_SELLER_SEND_GOODS",
  created: at("09:00:00"),
  paid: at("09:01:00"),
  modified: at("09:01:00"),
  oaid: "1xYzOaidToken",
  lines: [line],
};
const reading = (change: Partial<TaobaoTradeInput> = {}, raw: Record<string, unknown> = {}) =>
  toIncoming({ detail: { ...taobaoTrade({ ...base, ...change }), ...raw }, shopCode: "tb" });
const map = (change: Partial<TaobaoTradeInput> = {}, raw: Record<string, unknown> = {}) => {
  const mapping = reading(change, raw);
  if (!mapping.ok) throw new Error(mapping.reason);
  const parsed = parseIncoming(mapping.mapped.order, 0);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return { ...mapping.mapped, order: parsed.order };
};

test.each([
  ["TRADE_NO_CREATE_PAY", "unpaid"],
  ["WAIT_BUYER_PAY", "unpaid"],
  ["PAY_PENDING", "unpaid"],
  ["WAIT_PRE_AUTH_CONFIRM", "unpaid"],
  ["PAID_FORBID_CONSIGN", "paid"],
  ["WAIT_SELLER_SEND_GOODS", "paid"],
  ["SELLER_CONSIGNED_PART", "paid"],
  ["WAIT_BUYER_CONFIRM_GOODS", "shipped"],
  ["TRADE_BUYER_SIGNED", "delivered"],
  ["TRADE_FINISHED", "completed"],
  ["TRADE_CLOSED", "cancelled"],
  ["TRADE_CLOSED_BY_TAOBAO", "cancelled"],
])("status %s is %s", (status, expected) => {
  expect(map({ status }).order.status).toBe(expected);
});

test("a status nobody documented is refused with what came, not guessed", () => {
  expect(reading({ status: "TRADE_TELEPORTED" })).toEqual({ ok: false, reason: 'status "TRADE_TELEPORTED" is not a state we know' });
});

test("a trade that closed after its goods had left is over, not cancelled", () => {
  expect(map({ status: "TRADE_CLOSED", consigned: at("12:00:00"), ended: at("20:00:00") })).toMatchObject({
    order: { status: "completed" },
    facts: [
      { type: "outbound_scan", occurredAt: at("12:00:00") },
      { type: "completed", occurredAt: at("20:00:00") },
    ],
  });
});

test("what Taobao forbids to ship is paid and held, wherever it says so", () => {
  const held = (change: Partial<TaobaoTradeInput>, raw: Record<string, unknown> = {}) => map(change, raw).order.flags;
  expect(held({ status: "PAID_FORBID_CONSIGN" })).toEqual(["platform_hold"]);
  expect(held({}, { trade_attr: '{"erpHold":"1"}' })).toEqual(["platform_hold"]);
  const [order] = (taobaoTrade(base).orders as { order: Record<string, unknown>[] }).order;
  const features = { feature_do: [{ attr_key: "erpHold", attr_value: "1" }] };
  expect(held({}, { orders: { order: [{ ...order, features }] } })).toEqual(["platform_hold"]);
  expect(held({}, { trade_attr: '{"erpHold":"0"}' })).toEqual([]);
  expect(held({}, { trade_attr: "not json" })).toEqual([]);
});

describe("money", () => {
  test("yuan strings become fen and a line's paid share is its divide_order_fee", () => {
    const lines = [
      { ...line, price: 32_358, quantity: 1, discount: 1042, share: 30_000 },
      { ...line, oid: "2", price: 100, quantity: 3, share: 284 },
    ];
    const { order } = map({ lines, postFee: 800, discountFee: 1332, payment: 31_084 });
    expect(order.amounts).toEqual({ goods: 32_658, freight: 800, discount: 2374, paid: 31_084 });
    expect(order.lines.map(({ unit_price, paid }) => [unit_price, paid])).toEqual([
      [32_358, 30_000],
      [100, 284],
    ]);
  });

  test("a seller's own price change counts as discount when he gives way, and as goods when he asks for more", () => {
    expect(map({ lines: [{ ...line, adjust: -500 }] }).order.amounts).toEqual({ goods: 13_980, freight: 0, discount: 500, paid: 13_480 });
    expect(map({ lines: [{ ...line, adjust: 500 }] }).order.amounts).toEqual({ goods: 14_480, freight: 0, discount: 0, paid: 14_480 });
  });

  test("for any amounts that reconcile, the identity of goods, freight, discount and paid holds", () => {
    const anyLine = fc.record({ price: fc.integer({ min: 1, max: 1_000_000 }), quantity: fc.integer({ min: 1, max: 99 }), percent: fc.nat(99) });
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 8 }), fc.nat(99_999), (drawn, postFee) => {
        const lines = drawn.map(({ price, quantity, percent }, index) => {
          return { ...line, oid: String(index + 1), price, quantity, discount: Math.floor((price * quantity * percent) / 100) };
        });
        const { amounts, lines: mapped } = map({ lines, postFee }).order;
        expect(amounts.goods + amounts.freight - amounts.discount).toBe(amounts.paid);
        expect(mapped.reduce((sum, one) => sum + one.paid, 0) + amounts.freight).toBe(amounts.paid);
      }),
    );
  });

  test("a waiting trade whose shares do not make up its payment is refused with both figures", () => {
    expect(reading({ postFee: 600, payment: 20_000 })).toEqual({
      ok: false,
      reason: "the amounts do not reconcile: divide_order_fee 139.80 + post_fee 6.00 is not payment 200.00",
    });
  });

  test("fees the buyer pays on top may be in the payment", () => {
    expect(map({ payment: 14_090 }, { yfx_fee: "1.10" }).order.amounts.paid).toBe(14_090);
  });

  test.each([
    ["a refund is open", { lines: [{ ...line, refundStatus: "WAIT_SELLER_AGREE" }] }],
    ["it is a presale", { stepTradeStatus: "FRONT_PAID_FINAL_PAID" }],
    ["it has left already", { status: "WAIT_BUYER_CONFIRM_GOODS" }],
    ["it is not paid", { status: "WAIT_BUYER_PAY" }],
  ])("amounts that differ never keep news from coming in when %s", (_why, change) => {
    expect(reading({ ...change, payment: 1 }).ok).toBe(true);
  });

  test.each(["12.345", "1e3", "abc", "¥12"])("%s is no amount and is refused by the name of its field", (payment) => {
    const mapping = reading({}, { payment });
    expect(mapping).toEqual({ ok: false, reason: `payment: must be yuan like "12.50" (got "${payment}")` });
  });

  test("any amount of fen survives the way through its yuan text", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 9_999_999_999 }), (payment) => {
        const mapping = reading({ status: "WAIT_BUYER_PAY" }, { payment: yuanText(payment) });
        expect(mapping.ok && mapping.mapped.order.amounts.paid).toBe(payment);
      }),
    );
  });
});

describe("ids", () => {
  test("a tid beyond 2^53 keeps every digit, as number or as text", () => {
    const json = JSON.stringify(taobaoTrade(base))
      .replace(/"(tid|oid)":"(\d+)"/g, '"$1":$2')
      .replace(/,"(tid|oid)_str":"\d+"/g, "");
    expect(json).toContain('"tid":2918463734761365258');
    const mapping = toIncoming({ detail: parseLosslessJson(json), shopCode: "tb" });
    expect(mapping).toMatchObject({
      ok: true,
      mapped: { order: { external_id: "2918463734761365258", lines: [{ external_line_id: "2918463734761365259" }] } },
    });
  });

  test("the seller's own SKU comes first, then the item's, then Taobao's", () => {
    const [order] = (taobaoTrade(base).orders as { order: Record<string, unknown>[] }).order;
    const sku = (raw: Record<string, unknown>) => map({}, { orders: { order: [{ ...order, ...raw }] } }).order.lines[0]?.sku;
    expect(sku({})).toBe("TS-W-L");
    expect(sku({ outer_sku_id: "", outer_iid: "TS-W" })).toBe("TS-W");
    expect(sku({ outer_sku_id: "", sku_id: 5000000017 })).toBe("5000000017");
  });

  test("a trade without a number is refused", () => {
    expect(reading({}, { tid: null, tid_str: "" })).toEqual({ ok: false, reason: "tid: is missing" });
  });
});

describe("receiver", () => {
  test("masks stay masks and the oaid is the token", () => {
    expect(map().order.receiver).toMatchObject({ name: "周**", phone: "*******5521", token: { kind: "oaid", value: "1xYzOaidToken" } });
  });

  test.each([
    ["浙江省", "", ""],
    ["重庆市", "县", "重庆市"],
    ["湖北省", "省直辖县级行政区划", "湖北省"],
    ["浙江省", "金华市", "金华市"],
  ])("%s with city %j has the city %j", (state, city, expected) => {
    expect(map({ receiver: { state, city, district: "义乌市" } }).order.receiver).toMatchObject({ city: expected, district: "义乌市" });
  });

  test("a receiver that Taobao blanks or encrypts comes as blanks, which overwrite nothing", () => {
    const blank = { name: "", mobile: "", address: "" };
    const cipher = { name: "~zRr3xQ==~1~", mobile: "$137$x0Q==$1$", address: "~AgA0b2==~1~" };
    for (const receiver of [blank, cipher]) {
      expect(map({ receiver, oaid: "" }).order.receiver).toMatchObject({ name: "", phone: "", address: "", token: null });
    }
  });

  test("without a mobile the phone stands in", () => {
    expect(map({ receiver: { mobile: "", phone: "0571-8****321" } }).order.receiver.phone).toBe("0571-8****321");
  });
});

test.each([
  ["", "none"],
  ["NO_REFUND", "none"],
  ["WAIT_SELLER_AGREE", "requested"],
  ["WAIT_BUYER_RETURN_GOODS", "refunding"],
  ["WAIT_SELLER_CONFIRM_GOODS", "refunding"],
  ["SELLER_REFUSE_BUYER", "rejected"],
  ["CLOSED", "closed"],
  ["SUCCESS", "refunded"],
  ["SOMETHING_NEW", "requested"],
])("refund_status %j of a line is %s", (refundStatus, expected) => {
  expect(map({ lines: [{ ...line, refundStatus }] }).order.lines[0]?.refund_status).toBe(expected);
});

test("a refund of one line leaves the others alone", () => {
  const lines = [
    { ...line, refundStatus: "SUCCESS", status: "TRADE_CLOSED" },
    { ...line, oid: "2", price: 100 },
  ];
  expect(map({ lines }).order).toMatchObject({ status: "paid", lines: [{ refund_status: "refunded" }, { refund_status: "none" }] });
});

test("a sub-order that was closed before it was paid is no line of the sale", () => {
  const lines = [
    { ...line, status: "TRADE_CLOSED_BY_TAOBAO" },
    { ...line, oid: "2", price: 100 },
  ];
  expect(map({ lines, payment: 200, status: "WAIT_BUYER_PAY" }).order.lines.map((one) => one.external_line_id)).toEqual(["2"]);
});

describe("shipping", () => {
  const parcel = { company: "中通快递", trackingNumber: "75312345678901", consigned: at("11:00:00") };
  const gone = { ...line, status: "WAIT_BUYER_CONFIRM_GOODS", parcel };
  const waiting = { ...line, oid: "2", status: "WAIT_SELLER_SEND_GOODS" };

  test.each(["SELLER_CONSIGNED_PART", "WAIT_SELLER_SEND_GOODS"])("a part-shipped trade (%s) is paid, with the partial scan as a fact", (status) => {
    expect(map({ status, lines: [gone, waiting], modified: at("11:00:05") })).toMatchObject({
      order: { status: "paid" },
      parcels: [{ carrier: "zhongtong", trackingNumber: "75312345678901" }],
      facts: [{ type: "partial_outbound_scan", occurredAt: at("11:00:00"), sourceEventId: "platform:partial_outbound_scan" }],
    });
  });

  test("a parcel of two lines is one parcel, and the last of several dates the shipping", () => {
    const second = { ...gone, oid: "2" };
    const third = { ...gone, oid: "3", parcel: { company: "顺丰速运", trackingNumber: "SF1", consigned: at("15:00:00") } };
    expect(map({ status: "WAIT_BUYER_CONFIRM_GOODS", lines: [gone, second, third] })).toMatchObject({
      parcels: [{ trackingNumber: "75312345678901" }, { carrier: "shunfeng", trackingNumber: "SF1" }],
      facts: [{ type: "outbound_scan", occurredAt: at("15:00:00") }],
    });
  });
});

describe("presale in two steps", () => {
  test.each([
    ["FRONT_NOPAID_FINAL_NOPAID", "WAIT_BUYER_PAY", "unpaid", ["final_payment_unpaid"]],
    ["FRONT_PAID_FINAL_NOPAID", "WAIT_BUYER_PAY", "unpaid", ["final_payment_unpaid"]],
    ["FRONT_PAID_FINAL_NOPAID", "WAIT_SELLER_SEND_GOODS", "unpaid", ["final_payment_unpaid"]],
    ["FRONT_PAID_FINAL_PAID", "WAIT_SELLER_SEND_GOODS", "paid", []],
    ["FRONT_PAID_FRONT_FORFEITED", "TRADE_CLOSED_BY_TAOBAO", "cancelled", []],
  ])("%s with %s is %s", (stepTradeStatus, status, expected, flags) => {
    const { order } = map({ stepTradeStatus, status });
    expect(order).toMatchObject({ business_type: "presale", status: expected, flags });
    expect(order.paid_at === null).toBe(expected === "unpaid");
  });
});

describe("times", () => {
  test("zoneless times are Shanghai's", () => {
    expect(map().order).toMatchObject({
      placed_at: "2026-11-24T01:00:00.000Z",
      paid_at: "2026-11-24T01:01:00.000Z",
      modified_at: "2026-11-24T01:01:00.000Z",
    });
  });

  test.each([
    ["2026-11-26 00:00:00", {}, "2026-11-25T16:00:00.000Z"],
    ["付款后3天内", {}, "2026-11-27T01:01:00.000Z"],
    ["卖家承诺48小时内发货", {}, "2026-11-26T01:01:00.000Z"],
    ["", { consign_interval: 24 }, "2026-11-25T01:01:00.000Z"],
    ["2026-11-26 00:00:00", { consign_interval: 24 }, "2026-11-25T01:01:00.000Z"],
    ["", {}, null],
  ])("est_con_time %j promises %o → %s", (promisedShipTime, raw, expected) => {
    expect(map({ promisedShipTime }, raw).order.promised_ship_at).toBe(expected);
  });

  test("a trade without a readable created is refused", () => {
    expect(reading({}, { created: "yesterday" })).toEqual({ ok: false, reason: 'created is no time (got "yesterday")' });
  });
});

test("cash on delivery is told by the trade's type and needs no payment time", () => {
  expect(map({ type: "cod", paid: undefined }).order).toMatchObject({ payment_method: "cod", status: "paid", paid_at: null });
});

test("buyer, memo, message and the seller's flag are kept", () => {
  expect(map({ buyerOpenUid: "AAH-x", sellerMemo: "改发顺丰 ", buyerMessage: "周末送", sellerFlag: 3 }).order).toMatchObject({
    buyer: { nick: "周**", platform_buyer_id: "AAH-x" },
    seller_note: "改发顺丰",
    buyer_note: "周末送",
    flags: ["seller_flag_3"],
  });
});
