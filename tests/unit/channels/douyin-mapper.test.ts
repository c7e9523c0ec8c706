import { describe, expect, test } from "vitest";
import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { toIncoming } from "@/lib/channels/adapters/douyin/mapper";

const T0 = 1_795_000_000;
const base: DouyinDetailInput = {
  orderId: "6917950000000000011",
  orderStatus: 2,
  createTime: T0,
  payTime: T0 + 30,
  updateTime: T0 + 30,
  receiver: { name: "许晴川", phone: "13711110000", address: "凤起路 2 号" },
  place: { province: "浙江省", city: "杭州市", district: "拱墅区", town: "天水街道" },
  lines: [{ orderId: "6917950000000000012", sku: "K-1", title: "水壶", quantity: 3, price: 1999 }],
};
const map = (change: Partial<DouyinDetailInput> = {}, raw: Record<string, unknown> = {}) => {
  const mapping = toIncoming({ detail: { ...douyinDetail({ ...base, ...change }), ...raw }, shopCode: "s" });
  if (!mapping.ok) throw new Error(mapping.reason);
  return mapping.mapped;
};

test.each([
  [1, undefined, "unpaid"],
  [105, undefined, "paid"],
  [2, undefined, "paid"],
  [101, undefined, "paid"],
  [3, undefined, "shipped"],
  [4, undefined, "cancelled"],
  [5, undefined, "completed"],
  [4, 21, "cancelled"],
  [4, 22, "completed"],
  [4, 39, "completed"],
  [1, 103, "unpaid"],
])("order_status %s with main_status %s is %s", (orderStatus, mainStatus, status) => {
  expect(map({ orderStatus, mainStatus }).order.status).toBe(status);
});

test("a state nobody documented is refused with what came, not guessed", () => {
  const mapping = toIncoming({ detail: douyinDetail({ ...base, orderStatus: 77 }), shopCode: "s" });
  expect(mapping).toEqual({ ok: false, reason: "order_status 77 with main_status 77 is not a state we know" });
});

test("numbers may come as text, as the documentation writes them", () => {
  const quoted = JSON.parse(JSON.stringify(douyinDetail(base)), (_key, value: unknown) =>
    typeof value === "number" ? String(value) : value,
  ) as unknown;
  expect(toIncoming({ detail: quoted, shopCode: "s" })).toEqual(toIncoming({ detail: douyinDetail(base), shopCode: "s" }));
});

test("money stays in fen, a seller's price change counts as discount, and seconds become instants", () => {
  const { order } = map({ postAmount: 600, promotionAmount: 500 }, { modify_amount: -100, pay_amount: 5997 });
  expect(order.amounts).toEqual({ goods: 5997, freight: 600, discount: 600, paid: 5997 });
  expect(order.placed_at).toBe(new Date(T0 * 1000).toISOString());
  expect(order.lines[0]).toMatchObject({ quantity: 3, unit_price: 1999, sku: "K-1" });
});

describe("receiver", () => {
  test.each([
    ["重庆市", "县", "重庆市"],
    ["北京市", "市辖区", "北京市"],
    ["湖北省", "省直辖县级行政区划", "湖北省"],
    ["浙江省", "杭州市", "杭州市"],
  ])("%s / %s has the city %s", (province, city, expected) => {
    expect(map({ place: { province, city, district: "某区" } }).order.receiver.city).toBe(expected);
  });

  test("Douyin's town is the district and its street the town", () => {
    expect(map().order.receiver).toMatchObject({ district: "拱墅区", town: "天水街道" });
  });

  test("ciphertext gives way to the mask, and the address token is kept", () => {
    const receiver = {
      name: "#abcDEF==",
      phone: "$x$AAAA$2$",
      address: "~AgAA~1~",
      nameMask: "许**",
      phoneMask: "137****0000",
      addressMask: "凤****",
    };
    expect(map({ receiver, openAddressId: "tok" }).order.receiver).toMatchObject({
      name: "许**",
      phone: "137****0000",
      address: "凤****",
      token: { kind: "open_address_id", value: "tok" },
    });
  });
});

test.each([
  [6, 1, 1, "requested"],
  [7, 0, 1, "refunding"],
  [11, 0, 1, "refunding"],
  [12, 1, 3, "refunded"],
  [51, 2, 3, "refunded"],
  [27, 1, 4, "rejected"],
  [29, 0, 4, "rejected"],
  [28, 1, 4, "closed"],
  [12, 3, 0, "closed"],
  [99, 1, 1, "requested"],
  [0, 0, 0, "none"],
])("after_sale_status %s of type %s with refund_status %s is %s", (status, type, refundStatus, expected) => {
  const line = { orderId: "1", sku: "a", title: "a", quantity: 1, price: 1, afterSale: { status, type, refundStatus } };
  expect(map({ lines: [line] }).order.lines[0]?.refund_status).toBe(expected);
});

test("presale with only its deposit paid is unpaid and says so", () => {
  const { order } = map({ orderStatus: 1, mainStatus: 103 }, { order_phase_list: [{ current_phase: 1 }] });
  expect(order).toMatchObject({ business_type: "presale", status: "unpaid", flags: ["final_payment_unpaid"] });
});

test("paid and not yet handed to the seller is held by the platform", () => {
  expect(map({ orderStatus: 105 }).order).toMatchObject({ status: "paid", flags: ["platform_hold"] });
  expect(map({ orderStatus: 2 }).order.flags).toEqual([]);
});

test("an appointed ship time makes a scheduled order", () => {
  expect(map({}, { appointment_ship_time: T0 + 86_400 }).order).toMatchObject({
    business_type: "scheduled",
    ship_after: new Date((T0 + 86_400) * 1000).toISOString(),
  });
});

test("cash on delivery is told by pay_type 0", () => {
  expect(map({ cashOnDelivery: true }).order.payment_method).toBe("cod");
});

test("a trailing A of older exports does not make another order", () => {
  expect(map({ orderId: "6917950000000000011A" }).order.external_id).toBe("6917950000000000011");
});

test("lines that share their number are told apart", () => {
  const same = { orderId: "1", sku: "a", title: "a", quantity: 1, price: 1 };
  expect(map({ lines: [same, same] }).order.lines.map((line) => line.external_line_id)).toEqual(["1", "1-2"]);
});

test("parcels and ship times become facts; a partly shipped order is not shipped", () => {
  const parcels = [{ company: "zhongtong", companyName: "中通", trackingNumber: "75", shipTime: T0 + 90 }];
  expect(map({ orderStatus: 3, shipTime: T0 + 90, parcels })).toMatchObject({
    parcels: [{ carrier: "zhongtong", trackingNumber: "75" }],
    facts: [{ type: "outbound_scan", occurredAt: new Date((T0 + 90) * 1000), sourceEventId: "platform:outbound_scan" }],
  });
  expect(map({ orderStatus: 101, shipTime: T0 + 90 })).toMatchObject({
    order: { status: "paid" },
    facts: [{ type: "partial_outbound_scan" }],
  });
});
