import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type PddDetailInput, pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { toIncoming } from "@/lib/channels/adapters/pdd/mapper";
import { pddRefundStatus } from "@/lib/channels/core/pdd-after-sale";
import { shareOut } from "@/lib/channels/core/share-out";
import { fenFromYuanDouble } from "@/lib/channels/core/yuan-double";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { yuanText } from "@/lib/shared/money";

const T0 = new Date("2026-11-20T03:00:00Z");
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
const base: PddDetailInput = {
  orderSn: "261120-118204433190274",
  orderStatus: 1,
  createdAt: T0,
  paidAt: later(1),
  updatedAt: later(2),
  promisedShipAt: later(2880),
  receiver: { name: "周远舟", phone: "13600002222", address: "翠微路 5 号" },
  place: { province: "浙江省", city: "宁波市", district: "鄞州区" },
  openAddressId: "pdd-address-1",
  items: [{ skuId: "1660880011", sku: "CUP-300", name: "保温杯", spec: "300ml 白", quantity: 2, price: 2590 }],
};
const read = (change: Partial<PddDetailInput> = {}, raw: Record<string, unknown> = {}) =>
  toIncoming({ detail: { ...pddDetail({ ...base, ...change }), ...raw }, shopCode: "s" });
const map = (change: Partial<PddDetailInput> = {}, raw: Record<string, unknown> = {}) => {
  const mapping = read(change, raw);
  if (!mapping.ok) throw new Error(mapping.reason);
  return mapping.mapped;
};

test("an order to ship becomes a canonical order, its Shanghai times instants and its yuan fen", () => {
  expect(map({ postage: 600, sellerDiscount: 100 }).order).toMatchObject({
    external_id: "261120-118204433190274",
    business_type: "standard",
    status: "paid",
    placed_at: "2026-11-20T03:00:00.000Z",
    paid_at: "2026-11-20T03:01:00.000Z",
    modified_at: "2026-11-20T03:02:00.000Z",
    promised_ship_at: later(2880).toISOString(),
    payment_method: "prepaid",
    amounts: { goods: 5180, freight: 600, discount: 100, paid: 5680 },
    lines: [
      { external_line_id: "1660880011", sku: "CUP-300", title: "保温杯 300ml 白", quantity: 2, unit_price: 2590, paid: 5080, refund_status: "none" },
    ],
    flags: [],
  });
});

describe("status", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["to ship", { order_status: 1 }, "paid"],
    ["shipped", { order_status: 2 }, "shipped"],
    ["received", { order_status: 3 }, "delivered"],
    ["refunded before it was shipped", { order_status: 1, refund_status: 4 }, "cancelled"],
    ["refunded after it was shipped", { order_status: 2, refund_status: 4 }, "shipped"],
    ["cancelled before it was confirmed", { order_status: 1, confirm_status: 2 }, "cancelled"],
    ["of a group that failed", { order_status: 1, group_status: 2 }, "cancelled"],
    ["with nothing of a deposit trade paid", { order_status: 1, trade_type: 1, step_order_info: { step_trade_status: 0 } }, "unpaid"],
    ["with only the deposit paid", { order_status: 1, trade_type: 1, step_order_info: { step_trade_status: 1 } }, "unpaid"],
    ["with deposit and rest paid", { order_status: 1, trade_type: 1, step_order_info: { step_trade_status: 2 } }, "paid"],
  ])("an order %s", (_words, raw, status) => {
    expect(map({}, raw).order.status).toBe(status);
  });

  test("a state nobody documented is refused with what came, not guessed", () => {
    expect(read({}, { order_status: 9 })).toEqual({ ok: false, reason: "order_status 9 is not a state we know" });
  });

  test("an order without a time is refused by name", () => {
    expect(read({}, { created_time: "" })).toEqual({ ok: false, reason: "created_time is missing" });
    expect(read({}, { created_time: "1" })).toMatchObject({ ok: false, reason: expect.stringContaining("created_time") });
  });

  test("presale in two steps is unpaid until the rest is paid, and says so", () => {
    expect(map({ stepTradeStatus: 1 }).order).toMatchObject({
      business_type: "presale",
      status: "unpaid",
      paid_at: null,
      flags: ["final_payment_unpaid"],
    });
    expect(map({ stepTradeStatus: 2 }).order).toMatchObject({ business_type: "presale", status: "paid", flags: [] });
  });
});

describe("flags", () => {
  test.each<[string, Partial<PddDetailInput>, Record<string, unknown>, string[]]>([
    ["under risk review", { underReview: true }, {}, ["risk_review"]],
    ["a gift nobody has accepted", {}, { gift_order_status: 0 }, ["platform_hold"]],
    ["a gift that was accepted", {}, { gift_order_status: 1 }, []],
    ["held by the platform", { tags: ["ship_hold"] }, {}, ["platform_hold"]],
    ["in a group that is not full", { groupStatus: 0 }, {}, ["platform_hold"]],
    ["not confirmed", { confirmStatus: 0 }, {}, ["platform_hold"]],
    ["delivered to the door", { tags: ["home_delivery_door"] }, {}, ["home_delivery"]],
    ["consolidated", { tags: ["conso_order"] }, {}, ["consolidation"]],
    ["subsidised", { tags: ["government_subsidy_consumer_voucher"] }, {}, ["government_subsidy"]],
    ["with SF for free", {}, { free_sf: 1 }, ["chosen_carrier"]],
    ["whose memo forces SF", { remark: "顺丰加价;尽快" }, {}, ["chosen_carrier"]],
  ])("an order %s", (_words, change, raw, flags) => {
    expect(map(change, raw).order.flags).toEqual(flags);
  });

  test("a tag that is listed with the value 0 says nothing", () => {
    expect(map({}, { order_tag_list: [{ name: "ship_hold", value: 0 }] }).order.flags).toEqual([]);
  });

  test("a memo that forces SF chooses the carrier", () => {
    expect(map({ remark: "顺丰加价;" }).order).toMatchObject({ carrier: "shunfeng", seller_note: "顺丰加价;" });
  });
});

describe("receiver", () => {
  test.each([
    ["重庆市", "县", "重庆市"],
    ["湖北省", "省直辖县级行政区划", "湖北省"],
    ["浙江省", "宁波市", "宁波市"],
  ])("%s / %s has the city %s", (province, city, expected) => {
    expect(map({ place: { province, city, district: "某区" } }).order.receiver).toMatchObject({ city: expected, district: "某区" });
  });

  test("ciphertext gives way to the mask, and the address token is kept", () => {
    const receiver = {
      name: "~AgAAAAHx=~7Qm2~2~~",
      phone: "$189$AAAAxyz=$2$",
      address: "~AgAAAAHy=~9Zk1,8Fp0~2~~",
      nameMask: "周**",
      phoneMask: "136****2222",
      addressMask: "翠***号",
    };
    expect(map({ receiver }).order.receiver).toMatchObject({
      name: "周**",
      phone: "136****2222",
      address: "翠***号",
      token: { kind: "open_address_id", value: "pdd-address-1" },
    });
  });

  test("a virtual number is no proof of a person: its mask stands for it", () => {
    const receiver = { ...base.receiver, phone: "15912345678#1234#", phoneMask: "159****5678" };
    expect(map({ receiver }).order.receiver.phone).toBe("159****5678");
  });

  test("under review and after shipping everything about the receiver is blank", () => {
    const blank = { name: "", phone: "", province: "", city: "", district: "", address: "", token: null };
    expect(map({ underReview: true }).order.receiver).toEqual(blank);
    expect(map({ orderStatus: 2, shippedAt: later(60) }).order.receiver).toEqual(blank);
  });
});

describe("refunds of the lines", () => {
  test.each([
    [1, 0, "none"],
    [2, 0, "requested"],
    [2, 2, "requested"],
    [2, 3, "requested"],
    [2, 4, "refunding"],
    [2, 5, "refunding"],
    [2, 6, "rejected"],
    [2, 7, "refunding"],
    [2, 8, "requested"],
    [2, 9, "rejected"],
    [3, 5, "refunding"],
    [4, 10, "refunded"],
    [4, 0, "refunded"],
    [1, 11, "closed"],
    [1, 12, "closed"],
    [1, 13, "closed"],
    [1, 6, "rejected"],
    [1, 16, "closed"],
    [2, 14, "requested"],
    [2, 31, "refunding"],
    [2, 33, "requested"],
    [2, 99, "requested"],
    [null, 0, "none"],
  ])("refund_status %s with after_sales_status %s is %s", (refundStatus, afterSalesStatus, expected) => {
    expect(pddRefundStatus({ refundStatus, afterSalesStatus })).toBe(expected);
  });

  test("every line of the order tells it", () => {
    const items = [...base.items, { skuId: "1660880012", sku: "LID", name: "杯盖", quantity: 1, price: 500 }];
    expect(map({ items, refundStatus: 2, afterSalesStatus: 2 }).order.lines.map((line) => line.refund_status)).toEqual(["requested", "requested"]);
  });
});

describe("money", () => {
  test.each([
    ["25.9", 2590],
    ["0.1", 10],
    ["19.99", 1999],
    ["1", 100],
    ["-3.5", -350],
    ["19.900000000000002", 1990],
    ["25.869999999999997", 2587],
    ["0.30000000000000004", 30],
    ["1.999999999", 200],
    ["12.345", null],
    ["1e21", null],
    ["", null],
  ])("%s yuan is %s fen", (text, fen) => {
    expect(fenFromYuanDouble(text)).toBe(fen);
  });

  test("every amount to a hundred million yuan survives being told as a double", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 10_000_000_000 }), (fen) => {
        const told = parseLosslessJson(`{"amount":${yuanText(fen)}}`) as { amount: number };
        expect(fenFromYuanDouble(String(told.amount))).toBe(fen);
      }),
    );
  });

  test("what the platform pays of a discount is the seller's income, no discount, and the amounts add up", () => {
    expect(map({ platformDiscount: 300, sellerDiscount: 200, priceChange: 80 }).order.amounts).toEqual({
      goods: 5180,
      freight: 0,
      discount: 280,
      paid: 4900,
    });
  });

  test("service fees travel with the freight, and the lines share what was paid for goods to the fen", () => {
    const items = [1, 2, 3].map((n) => ({ skuId: `${n}`, sku: `S${n}`, name: `商品${n}`, quantity: 1, price: 333 }));
    const { order } = map(
      { items, sellerDiscount: 100 },
      { service_fee_detail: [{ service_name: "sf_express_fee", service_fee: 10 }], pay_amount: 18.99 },
    );
    expect(order.amounts).toMatchObject({ freight: 1000, paid: 1899 });
    expect(order.lines.map((line) => line.paid)).toEqual([300, 300, 299]);
    expect(order.flags).toEqual([]);
  });

  test("shares add up to the whole, whatever is shared", () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000_000 }), fc.array(fc.nat({ max: 10_000_000 }), { minLength: 1, maxLength: 30 }), (total, weights) => {
        const shares = shareOut(total, weights);
        expect(shares.reduce((sum, share) => sum + share, 0)).toBe(total);
        expect(shares.every((share) => share >= 0)).toBe(true);
      }),
    );
  });

  test("three decimals are no money: the order is refused by the field's name", () => {
    expect(read({}, { pay_amount: 12.345 })).toEqual({ ok: false, reason: "pay_amount: must be yuan with at most two decimals" });
  });
});

test("a SKU that stands twice gives two lines", () => {
  const items = [base.items[0], base.items[0]].flatMap((item) => (item ? [item] : []));
  expect(map({ items }).order.lines.map((line) => line.external_line_id)).toEqual(["1660880011", "1660880011-2"]);
});

test("parcels carry our carrier codes, extra ones too, and times of shipping and signing become facts", () => {
  const parcels = [
    { logisticsId: 115, trackingNumber: "75300000000001" },
    { logisticsId: 44, trackingNumber: "SF1300000000001" },
  ];
  expect(map({ orderStatus: 3, shippedAt: later(60), receivedAt: later(3000), parcels })).toMatchObject({
    order: { status: "delivered", carrier: "zhongtong" },
    parcels: [
      { carrier: "zhongtong", trackingNumber: "75300000000001" },
      { carrier: "shunfeng", trackingNumber: "SF1300000000001" },
    ],
    facts: [
      { type: "outbound_scan", occurredAt: later(60), sourceEventId: "platform:outbound_scan" },
      { type: "delivered", occurredAt: later(3000), sourceEventId: "platform:delivered" },
    ],
  });
});

test("ids may be numbers or text, lists may be missing, times may be sentinels", () => {
  const bare = { order_tag_list: null, extra_delivery_list: undefined, service_fee_detail: null, shipping_time: "1970-01-01 08:00:00" };
  const items = [{ sku_id: 1_660_880_011, goods_id: 5, goods_count: "2", goods_price: "25.9", goods_name: "杯", outer_id: null }];
  expect(map({}, { ...bare, item_list: items })).toMatchObject({
    order: { lines: [{ external_line_id: "1660880011", sku: "1660880011", unit_price: 2590 }] },
    facts: [],
  });
});
