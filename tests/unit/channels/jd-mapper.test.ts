import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type JdOrderInput, jdOrder } from "@/lib/channels/adapters/jd/fixtures";
import { toIncoming } from "@/lib/channels/adapters/jd/mapper";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { fromShanghai } from "@/lib/shared/clock";

const at = (clock: string) => fromShanghai(`2026-11-24 ${clock}`);
const item = { skuId: "10054887000001", sku: "CUP-350", title: "保温杯 350ml", quantity: 2, price: 5990 };
const base: JdOrderInput = {
  orderId: "301000000001",
  state: "WAIT_SELLER_STOCK_OUT",
  started: at("09:00:00"),
  paid: at("09:01:00"),
  modified: at("09:01:00"),
  items: [item],
};
const reading = (change: Partial<JdOrderInput> = {}, raw: Record<string, unknown> = {}) =>
  toIncoming({ detail: { ...jdOrder({ ...base, ...change }), ...raw }, shopCode: "jd" });
const map = (change: Partial<JdOrderInput> = {}, raw: Record<string, unknown> = {}) => {
  const mapping = reading(change, raw);
  if (!mapping.ok) throw new Error(mapping.reason);
  const parsed = parseIncoming(mapping.mapped.order, 0);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return { ...mapping.mapped, order: parsed.order };
};

test.each([
  ["NOT_PAY", "unpaid", []],
  ["WAIT_SELLER_STOCK_OUT", "paid", []],
  ["WAIT_SELLER_DELIVERY", "paid", []],
  ["WAIT_SEND_CODE", "paid", ["platform_hold"]],
  ["LOCKED", "paid", ["platform_hold"]],
  ["PAUSE", "paid", ["platform_hold"]],
  ["POP_ORDER_PAUSE", "paid", ["platform_hold"]],
  ["SEND_TO_DISTRIBUTION_CENER", "shipped", []],
  ["DISTRIBUTION_CENTER_RECEIVED", "shipped", []],
  ["WAIT_GOODS_RECEIVE_CONFIRM", "shipped", []],
  ["DELIVERY_RETURN", "shipped", []],
  ["RECEIPTS_CONFIRM", "delivered", []],
  ["FINISHED_L", "completed", []],
  ["TRADE_CANCELED", "cancelled", []],
])("orderState %s is %s with flags %j", (state, status, flags) => {
  expect(map({ state }).order).toMatchObject({ status, flags });
});

test.each(["UN_KNOWN", "SOMETHING_NEW", ""])("orderState %j is refused with what came, not guessed", (state) => {
  expect(reading({ state, stateRemark: "未知" })).toEqual({ ok: false, reason: `orderState "${state}" (未知) is not a state we know` });
});

describe("an order that JD took out of sale", () => {
  test("by deleting it is cancelled, whatever its state still says", () => {
    expect(map({ stateRemark: "(删除)等待出库" }).order.status).toBe("cancelled");
  });

  test("after it had left is over, not cancelled", () => {
    const leftAt = at("12:00:00");
    expect(map({ state: "TRADE_CANCELED", leftAt }).order.status).toBe("completed");
    expect(map({ state: "WAIT_GOODS_RECEIVE_CONFIRM", stateRemark: "(删除)等待确认收货", leftAt }).order.status).toBe("completed");
  });

  test("while it is on its way stays shipped when it is locked", () => {
    expect(map({ state: "LOCKED", leftAt: at("12:00:00") }).order).toMatchObject({ status: "shipped", flags: ["platform_hold"] });
  });

  test("is held when only its remark says that it is locked", () => {
    expect(map({ stateRemark: "(锁定)等待出库" }).order).toMatchObject({ status: "paid", flags: ["platform_hold"] });
  });
});

describe("split orders", () => {
  test("a parent that was split stops being shippable", () => {
    expect(map({ venderRemark: "订单拆分为  301000000002    301000000003" }).order).toMatchObject({ status: "cancelled", flags: ["split"] });
  });

  test("a part names the order it came from", () => {
    expect(map({ orderId: "301000000002", parentOrderId: "301000000001" }).splitFrom).toBe("301000000001");
  });

  test.each([["0"], [""], ["301000000001"]])("parent %j is no parent", (parentOrderId) => {
    expect(map({ parentOrderId }).splitFrom).toBeUndefined();
  });

  test("a seller's own remark about splitting splits nothing", () => {
    expect(map({ venderRemark: "请拆分发货" }).order).toMatchObject({ status: "paid", flags: [], seller_note: "请拆分发货" });
  });
});

describe("money", () => {
  test("JD's own discounts are the seller's income, his discount is not", () => {
    const { order } = map({ sellerDiscount: 1000, platformDiscount: 2000, freight: 600 });
    expect(order.amounts).toEqual({ goods: 11_980, freight: 600, discount: 1000, paid: 11_580 });
    expect(order.lines[0]).toMatchObject({ unit_price: 5990, quantity: 2, paid: 10_980 });
  });

  test("the shares of the lines add up to the fen, and the identity of the amounts holds", () => {
    const anyItem = fc.record({ price: fc.integer({ min: 0, max: 1_000_000 }), quantity: fc.integer({ min: 1, max: 99 }) });
    fc.assert(
      fc.property(fc.array(anyItem, { minLength: 1, maxLength: 9 }), fc.nat(100), fc.nat(9999), (drawn, percent, freight) => {
        const items = drawn.map((one, index) => ({ ...item, ...one, skuId: `1005488700000${index}` }));
        const goods = items.reduce((sum, one) => sum + one.price * one.quantity, 0);
        const { amounts, lines } = map({ items, sellerDiscount: Math.floor((goods * percent) / 100), freight }).order;
        expect(amounts.goods + amounts.freight - amounts.discount).toBe(amounts.paid);
        expect(lines.reduce((sum, line) => sum + line.paid, 0) + amounts.freight).toBe(amounts.paid);
      }),
    );
  });

  test("an amount that is no money is refused by the name of its field", () => {
    expect(reading({}, { freightPrice: "6,00" })).toEqual({ ok: false, reason: 'freightPrice: must be yuan like "12.50" (got "6,00")' });
  });
});

describe("receiver", () => {
  test("ciphertext becomes a blank, the phone stays a mask, the oaid is the token", () => {
    expect(map({ oaid: "jd-oaid-1" }).order.receiver).toEqual({
      name: "",
      phone: "139*******2",
      province: "广东",
      city: "佛山市",
      district: "南海区",
      town: "桂城街道",
      address: "",
      token: { kind: "oaid", value: "jd-oaid-1" },
    });
  });

  test.each([
    [{ province: "北京", city: "朝阳区", county: "三环到四环之间", town: "" }, ["北京市", "北京市", "朝阳区", "三环到四环之间"]],
    [{ province: "重庆", city: "县", county: "秀山土家族苗族自治县", town: "中和街道" }, ["重庆市", "重庆市", "秀山土家族苗族自治县", "中和街道"]],
    [{ province: "上海市", city: "上海市", county: "闵行区", town: "七宝镇" }, ["上海市", "上海市", "闵行区", "七宝镇"]],
    [{ province: "湖北", city: "省直辖县级行政区划", county: "仙桃市", town: "" }, ["湖北", "湖北", "仙桃市", ""]],
    [{ province: "浙江", city: "", county: "义乌市", town: "" }, ["浙江", "", "义乌市", ""]],
  ])("%o is read as %j", (consignee, [province, city, district, town]) => {
    expect(map({ consignee }).order.receiver).toMatchObject({ province, city, district, town });
  });

  test("an order without consignee has blanks, which overwrite nothing", () => {
    expect(map({}, { consigneeInfo: null }).order.receiver).toMatchObject({ name: "", phone: "", address: "", token: null });
  });
});

describe("JSON in strings", () => {
  test.each([
    [{ "1086": "1" }, ["consolidation"], "standard"],
    [{ "687": "1" }, ["government_subsidy"], "standard"],
    [{ "1064": "2" }, ["government_subsidy"], "standard"],
    [{ "1117": "1" }, ["government_subsidy"], "standard"],
    [{ "1075": "1" }, [], "scheduled"],
    [{ "1086": "0", "687": "" }, [], "standard"],
  ])("marks %j mean %j and a %s order", (marks, flags, businessType) => {
    expect(map({ marks }).order).toMatchObject({ flags, business_type: businessType });
    expect(map({}, { popSignMap: JSON.stringify(marks) }).order).toMatchObject({ flags, business_type: businessType });
  });

  test.each(["{broken", "[1]", "7"])("marks that cannot be read (%s) hold the order", (sendpayMap) => {
    expect(map({}, { sendpayMap }).order.flags).toEqual(["platform_hold"]);
  });

  test("equal SKUs are told apart the same way in whatever order they are listed", () => {
    const twins = [
      { ...item, uuid: "1012_b", price: 0 },
      { ...item, uuid: "1012_a" },
    ];
    const ids = (items: typeof twins) => Object.fromEntries(map({ items }).order.lines.map((line) => [line.external_line_id, line.unit_price]));
    expect(ids(twins)).toEqual({ "10054887000001": 5990, "10054887000001-2": 0 });
    expect(ids([...twins].reverse())).toEqual(ids(twins));
  });

  test("equal SKUs without any uuid are told apart by their place", () => {
    const order = jdOrder({ ...base, items: [item, item] });
    for (const one of order.itemInfoList as Record<string, unknown>[]) one.itemExt = "{broken";
    const mapping = toIncoming({ detail: order, shopCode: "jd" });
    expect(mapping.ok && mapping.mapped.order.lines.map((line) => line.external_line_id)).toEqual(["10054887000001", "10054887000001-2"]);
  });
});

test.each([
  [{ storeOrder: "京仓订单" }, true],
  [{ orderType: "21" }, true],
  [{ orderType: "23" }, true],
  [{ orderType: "25" }, true],
  [{ orderType: "22" }, false],
])("%o is shipped by JD: %s", (change, shippedByJd) => {
  expect(map(change).order.flags.includes("platform_shipped")).toBe(shippedByJd);
});

test.each([
  ["1-货到付款", "cod", null],
  ["4-在线支付", "prepaid", "2026-11-24T01:00:00.000Z"],
])("payType %s is %s, paid at %s when JD's time is its sentinel", (payType, method, paidAt) => {
  expect(map({ payType, paid: undefined }).order).toMatchObject({ payment_method: method, paid_at: paidAt, status: "paid" });
});

describe("times", () => {
  test.each(["0001-01-01 00:00:00", "1970-01-01 08:00:00", ""])("%j has not happened", (never) => {
    const { facts } = map({ state: "FINISHED_L" }, { outBoundDate: never, orderEndTime: never });
    expect(facts).toEqual([]);
  });

  test("leaving and finishing are dated", () => {
    expect(map({ state: "FINISHED_L", leftAt: at("12:00:00"), ended: at("20:00:00") }).facts).toEqual([
      { type: "outbound_scan", occurredAt: at("12:00:00"), sourceEventId: "platform:outbound_scan" },
      { type: "completed", occurredAt: at("20:00:00"), sourceEventId: "platform:completed" },
    ]);
  });

  test("without modified the data version stands in", () => {
    expect(map({}, { modified: "" }).order.modified_at).toBe("2026-11-24T01:01:00.000Z");
  });

  test("an order without a readable start is refused", () => {
    expect(reading({}, { orderStartTime: "0001-01-01 00:00:00" })).toEqual({
      ok: false,
      reason: 'orderStartTime is no time (got "0001-01-01 00:00:00")',
    });
  });
});

test("parcels of several carriers come apart", () => {
  expect(map({ state: "WAIT_GOODS_RECEIVE_CONFIRM", waybill: "7530001, 7530002|SF001", logisticsId: "1499|467" }).parcels).toEqual([
    { carrier: "zhongtong", trackingNumber: "7530001" },
    { carrier: "zhongtong", trackingNumber: "7530002" },
    { carrier: "shunfeng", trackingNumber: "SF001" },
  ]);
});

test("a printed waybill alone does not make a waiting order shipped", () => {
  expect(map({ waybill: "7530001" }).order.status).toBe("paid");
});

test("a parcel on its way back is a refund under way", () => {
  expect(map({ state: "DELIVERY_RETURN", leftAt: at("12:00:00") }).order.lines[0]?.refund_status).toBe("refunding");
});

test.each([
  ["itemInfoList", []],
  ["orderId", ""],
])("without %s the order is refused by that name", (field, value) => {
  expect(reading({}, { [field]: value })).toMatchObject({ ok: false, reason: expect.stringContaining(field) });
});
