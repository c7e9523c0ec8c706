import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import type { PddDetailInput } from "@/lib/channels/adapters/pdd/fixtures";
import { approveChange } from "@/lib/versions/use-cases/approve-change";
import { requestChange } from "@/lib/versions/use-cases/request-change";
import { as } from "../../support/change-world";
import { orderIdOf, orderStatusOf } from "../../support/inbox-rows";
import { pddFrame, pddWorld } from "../../support/pdd-world";

const SHOP = "pdd-shop";
const T0 = new Date("2026-11-20T03:00:00Z");
const later = (minutes: number) => new Date(T0.getTime() + minutes * 60_000);
let world: Awaited<ReturnType<typeof pddWorld>>;
beforeAll(async () => {
  world = await pddWorld(SHOP);
});
afterAll(() => world.close());

const order = (orderSn: string, change: Partial<PddDetailInput> = {}): PddDetailInput => ({
  orderSn,
  orderStatus: 1,
  createdAt: T0,
  paidAt: later(1),
  updatedAt: later(2),
  receiver: { name: "周远舟", phone: "13600002222", address: "翠微路5号2幢301室" },
  place: { province: "浙江省", city: "宁波市", district: "鄞州区" },
  openAddressId: "pdd-address-1",
  items: [{ skuId: "11", sku: "CUP", name: "保温杯", quantity: 1, price: 2590 }],
  ...change,
});
const changed = (tid: string, minutes: number, type = "pdd_trade_TradeConfirmed") => pddFrame({ type, tid, at: later(minutes) });
const rowOf = async (orderSn: string) => {
  const [row] = await rawSql()`select version, status, receiver_index, receiver_name_masked, province, city, token_kind, flags, receiver_edited_at
    from orders where external_id = ${orderSn}`;
  if (!row) throw new Error(`No order ${orderSn}.`);
  return row;
};

test("a message of the feed becomes the order it names, and its repetition nothing", async () => {
  world.sell(order("261120-1"));
  expect(await world.hear(changed("261120-1", 2))).toEqual(["process"]);
  expect(await rowOf("261120-1")).toMatchObject({ status: "paid", receiver_name_masked: "周**", city: "宁波市", token_kind: "open_address_id" });
  expect(await world.hear(changed("261120-1", 2))).toEqual([]);
});

test("a refund that is told before its order brings the order with its refund open", async () => {
  world.sell(order("261120-2", { refundStatus: 2, afterSalesStatus: 2 }));
  expect(await world.hear(pddFrame({ type: "pdd_refund_RefundCreated", tid: "261120-2", at: later(3), refundId: 7_381_745_730 }))).toEqual([
    "process",
  ]);
  const [line] = await rawSql()`select l.refund_status from order_lines l join orders o on o.id = l.order_id where o.external_id = '261120-2'`;
  expect(line?.refund_status).toBe("requested");
});

test("the receiver that Pinduoduo blanks under review and after shipping stays as it was known", async () => {
  world.sell(order("261120-3"));
  await world.hear(changed("261120-3", 2));
  const known = await rowOf("261120-3");
  world.sell(order("261120-3", { underReview: true, updatedAt: later(5) }));
  await world.hear(changed("261120-3", 5, "pdd_trade_TradeRiskChanged"));
  const { receiver_index, province, token_kind } = known;
  expect(await rowOf("261120-3")).toMatchObject({ receiver_index, province, token_kind, version: 2, flags: ["risk_review"] });
  world.sell(order("261120-3", { orderStatus: 2, shippedAt: later(60), updatedAt: later(60) }));
  await world.hear(changed("261120-3", 60, "pdd_trade_TradeSellerShip"));
  expect(await rowOf("261120-3")).toMatchObject({ receiver_index, province, token_kind, status: "shipped" });
});

test("a receiver that staff corrected survives the platform's old one and its blank one", async () => {
  world.sell(order("261120-4"));
  await world.hear(changed("261120-4", 2));
  const orderId = (await orderIdOf(SHOP, "261120-4")) ?? "";
  const asked = await requestChange(as("小林", "agent", later(10)), {
    order_id: orderId,
    base_version: 1,
    actions: [{ type: "set_address", province: "浙江省", city: "宁波市", district: "海曙区", address: "中山西路8号1幢102室" }],
    reason: "买家来电要求",
  });
  await approveChange(as("周主管", "agent_supervisor", later(11)), { change_request_id: asked.id });
  const corrected = await rowOf("261120-4");
  expect(corrected.receiver_edited_at).not.toBeNull();
  world.sell(order("261120-4", { updatedAt: later(20), buyerMemo: "尽快发" }));
  await world.hear(changed("261120-4", 20, "pdd_trade_TradeLogisticsAddressChanged"));
  world.sell(order("261120-4", { underReview: true, updatedAt: later(30) }));
  await world.hear(changed("261120-4", 30, "pdd_trade_TradeRiskChanged"));
  const after = await rowOf("261120-4");
  expect(after.receiver_index).toEqual(corrected.receiver_index);
  expect(after).toMatchObject({ province: "浙江省", flags: ["risk_review"] });
});

test("an order that ends by its refund before shipping is cancelled", async () => {
  world.sell(order("261120-5"));
  await world.hear(changed("261120-5", 2));
  world.sell(order("261120-5", { refundStatus: 4, afterSalesStatus: 10, updatedAt: later(40) }));
  await world.hear(changed("261120-5", 40, "pdd_refund_RefundAgreeAgreement"));
  expect(await orderStatusOf(SHOP, "261120-5")).toBe("cancelled");
});
