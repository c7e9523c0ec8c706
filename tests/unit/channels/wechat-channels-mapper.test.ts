import { describe, expect, test } from "vitest";
import { type ChannelsDetailInput, channelsDetail } from "@/lib/channels/adapters/wechat-channels/fixtures";
import { toIncoming } from "@/lib/channels/adapters/wechat-channels/mapper";

const T0 = 1_795_000_000;
const line = { productId: "1001", skuId: "2002", skuCode: "K-1", title: "水壶", quantity: 10, price: 1999 };
const base: ChannelsDetailInput = {
  orderId: "3705115058471208928",
  status: 20,
  createTime: T0,
  updateTime: T0 + 60,
  payTime: T0 + 30,
  openid: "o-1",
  receiver: { name: "许晴川", phone: "13711110000", address: "凤起路 2 号" },
  place: { province: "浙江省", city: "杭州市", district: "拱墅区" },
  lines: [line],
};
const map = (change: Partial<ChannelsDetailInput> = {}, raw: Record<string, unknown> = {}) => {
  const mapping = toIncoming({ detail: { ...channelsDetail({ ...base, ...change }), ...raw }, shopCode: "s" });
  if (!mapping.ok) throw new Error(mapping.reason);
  return mapping.mapped;
};
const parcel = { deliveryId: "ZTO", waybillId: "7510009", deliveryTime: T0 + 90 };

test.each([
  [10, "unpaid"],
  [12, "paid"],
  [20, "paid"],
  [21, "paid"],
  [30, "shipped"],
  [100, "completed"],
  [190, "cancelled"],
  [200, "cancelled"],
  [250, "cancelled"],
])("status %s is %s", (status, expected) => {
  expect(map({ status }).order.status).toBe(expected);
});

test("all refunded after it left is finished, not cancelled", () => {
  expect(map({ status: 200, parcels: [parcel] }).order.status).toBe("completed");
});

test("a state nobody documented is refused with what came, not guessed", () => {
  expect(toIncoming({ detail: channelsDetail({ ...base, status: 77 }), shopCode: "s" })).toEqual({
    ok: false,
    reason: "status 77 is not a state we know",
  });
});

test("seconds become instants and money stays in fen", () => {
  const { order } = map({ freight: 600, discount: 500, deadline: T0 + 86_400 });
  expect(order).toMatchObject({
    external_id: "3705115058471208928",
    placed_at: new Date(T0 * 1000).toISOString(),
    paid_at: new Date((T0 + 30) * 1000).toISOString(),
    modified_at: new Date((T0 + 60) * 1000).toISOString(),
    promised_ship_at: new Date((T0 + 86_400) * 1000).toISOString(),
    amounts: { goods: 19_990, freight: 600, discount: 500, paid: 20_090 },
    buyer: { openid: "o-1" },
    flags: [],
  });
  expect(order.lines).toMatchObject([{ external_line_id: "1001:2002", sku: "K-1", quantity: 10, unit_price: 1999, paid: 19_490 }]);
});

test("what the platform pays is the merchant's income and no discount", () => {
  expect(map({ discount: 1000, platformCoupon: 300 }).order).toMatchObject({
    amounts: { goods: 19_990, freight: 0, discount: 700, paid: 19_290 },
    flags: [],
  });
});

describe("amounts that do not reconcile hold the order back", () => {
  const priced = (change: Record<string, unknown>) => {
    const detail = channelsDetail(base) as { order_detail: { price_info: Record<string, unknown> } };
    Object.assign(detail.order_detail.price_info, change);
    const mapping = toIncoming({ detail, shopCode: "s" });
    return mapping.ok ? mapping.mapped.order.flags : [mapping.reason];
  };

  test.each([
    ["the buyer paid another sum", { order_price: 19_991 }],
    ["the lines are worth another sum", { product_price: 19_991 }],
    ["a discount appears in no sum", { discounted_price: 1 }],
  ])("%s", (_words, change) => {
    expect(priced(change)).toEqual(["platform_hold"]);
  });

  test("a lowered price and points are no mistake", () => {
    expect(priced({ change_down_price: 100, deduction_price: 50, order_price: 19_840 })).toEqual([]);
  });

  test("a subsidy of the state is income, and said so", () => {
    expect(priced({ discounted_price: 2000, national_subsidy_discounted_price: 2000, order_price: 17_990 })).toEqual(["government_subsidy"]);
  });
});

describe("receiver", () => {
  test.each([
    ["重庆市", "县", "重庆市"],
    ["北京市", "市辖区", "北京市"],
    ["浙江省", "杭州市", "杭州市"],
  ])("%s / %s has the city %s", (province, city, expected) => {
    expect(map({ place: { province, city, district: "某县" } }).order.receiver.city).toBe(expected);
  });

  test("the platform's own code of the receiver is kept", () => {
    expect(map({ ewaybillCode: "ew-1" }).order.receiver.token).toEqual({ kind: "ewaybill_order_code", value: "ew-1" });
    expect(map().order.receiver.token).toBeNull();
  });

  test("an order without an address has a blank receiver, which overwrites none", () => {
    expect(map({ receiver: undefined, place: undefined }).order.receiver).toMatchObject({ name: "", phone: "", address: "", city: "" });
  });
});

test.each([
  [1, "closed"],
  [2, "requested"],
  [4, "rejected"],
  [5, "rejected"],
  [6, "refunding"],
  [7, "closed"],
  [8, "refunding"],
  [12, "refunding"],
  [15, "refunding"],
  [16, "refunding"],
  [17, "requested"],
  [18, "refunding"],
  [19, "refunding"],
  [42, "requested"],
])("after-sale %s of the only line is %s", (status, expected) => {
  const settled = expected === "closed" || expected === "rejected";
  const lines = [{ ...line, inAfterSale: settled ? 0 : 10 }];
  expect(map({ lines, afterSales: [{ id: "1", status }] }).order.lines).toMatchObject([{ external_line_id: "1001:2002", refund_status: expected }]);
});

test("two of ten that came back are a refunded line beside the one that still ships, and the money is kept to the fen", () => {
  const { order } = map({
    lines: [{ ...line, afterSaleDone: 2, inAfterSale: 1 }],
    afterSales: [
      { id: "1", status: 13 },
      { id: "2", status: 2 },
    ],
  });
  expect(order.lines.map(({ external_line_id, quantity, refund_status }) => [external_line_id, quantity, refund_status])).toEqual([
    ["1001:2002", 7, "none"],
    ["1001:2002#open", 1, "requested"],
    ["1001:2002#refunded", 2, "refunded"],
  ]);
  expect(order.lines.reduce((sum, one) => sum + one.paid, 0)).toBe(19_990);
});

test("a line that came back whole keeps its number", () => {
  const lines = [{ ...line, afterSaleDone: 10 }];
  expect(map({ lines }).order.lines).toMatchObject([{ external_line_id: "1001:2002", quantity: 10, refund_status: "refunded" }]);
});

test("the same SKU twice makes two lines", () => {
  expect(map({ lines: [line, line] }).order.lines.map((one) => one.external_line_id)).toEqual(["1001:2002", "1001:2002-2"]);
});

test("parcels and their times become facts; a partly shipped order is not shipped", () => {
  expect(map({ status: 30, parcels: [parcel], shipDoneTime: T0 + 90 })).toMatchObject({
    parcels: [{ carrier: "zhongtong", trackingNumber: "7510009" }],
    facts: [{ type: "outbound_scan", occurredAt: new Date((T0 + 90) * 1000), sourceEventId: "platform:outbound_scan" }],
  });
  expect(map({ status: 21, parcels: [parcel] })).toMatchObject({ order: { status: "paid" }, facts: [{ type: "partial_outbound_scan" }] });
  expect(map({ status: 100, parcels: [parcel], shipDoneTime: T0 + 90, confirmTime: T0 + 900 }).facts).toMatchObject([
    { type: "outbound_scan" },
    { type: "completed", occurredAt: new Date((T0 + 900) * 1000) },
  ]);
});

test("a shipping time from before the order was placed is a mistake and proves nothing", () => {
  expect(map({ status: 30, parcels: [parcel], shipDoneTime: T0 - 90 }).facts).toEqual([]);
});

test("numbers may come as text", () => {
  const quoted = JSON.parse(JSON.stringify(channelsDetail(base)), (_key, value: unknown) =>
    typeof value === "number" ? String(value) : value,
  ) as unknown;
  expect(toIncoming({ detail: quoted, shopCode: "s" })).toEqual(toIncoming({ detail: channelsDetail(base), shopCode: "s" }));
});
