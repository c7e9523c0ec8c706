import { describe, expect, test } from "vitest";
import { wechatPayAdapter } from "@/lib/channels/adapters/wechat-pay/adapter";
import { refundResource, transactionResource, type WxaOrderInput, wxaOrder } from "@/lib/channels/adapters/wechat-pay/fixtures";
import { platformKeys } from "@/lib/channels/adapters/wechat-pay/platform-keys";
import type { PushRequest } from "@/lib/channels/core/channel-adapter";
import { type WechatPayKey, wechatPayKey, wechatPayNotice } from "@/lib/sandbox/servers/wechat-push-requests";
import { shopAccess } from "../../support/shop-access";

const NOW = new Date("2026-11-20T03:00:00Z");
const API_KEY = "0123456789abcdef0123456789abcdef";
const [key, other] = [wechatPayKey("PUB_KEY_ID_0111"), wechatPayKey("PUB_KEY_ID_0222")];
const shop = shopAccess({ credentials: { mchid: "1900000001", api_v3_key: API_KEY, platform_keys: `${key.pem}\n${other.pem}` } });
const { readPush, interpret, toIncoming } = wechatPayAdapter;

const paid = transactionResource({ tradeNo: "T-1", transactionId: "4200001", total: 12_800, successTime: "2026-11-20T10:59:58+08:00" });
type Change = { key?: WechatPayKey; apiV3Key?: string; eventType?: string; resource?: unknown; id?: string; sentAt?: Date };
const notice = (change: Change = {}): PushRequest => {
  const { sentAt = NOW, ...rest } = change;
  const sent = wechatPayNotice({
    shopCode: "s",
    key,
    apiV3Key: API_KEY,
    eventType: "TRANSACTION.SUCCESS",
    resource: paid,
    id: "n-1",
    now: sentAt,
    ...rest,
  });
  return { shop, method: "POST", query: {}, headers: sent.headers, rawBody: sent.body, now: NOW };
};
const messages = (request: PushRequest) => {
  const reading = readPush(request);
  if (reading.kind !== "messages") throw new Error(JSON.stringify(reading));
  return reading.messages;
};
const meaning = (change: Change) => interpret(messages(notice(change))[0]?.payload);

describe("a notice", () => {
  test("of a payment says that the shop's own order is paid, and when", () => {
    expect(meaning({})).toEqual({
      kind: "order_facts",
      externalId: "T-1",
      facts: [
        {
          type: "paid",
          occurredAt: new Date("2026-11-20T02:59:58Z"),
          sourceEventId: "platform:paid",
          data: { transaction_id: "4200001", amount: 12_800, payer_amount: 12_800 },
        },
      ],
      refunds: [],
    });
  });

  test.each([
    ["SUCCESS", "refunded"],
    ["CLOSED", "closed"],
    ["ABNORMAL", "refunding"],
  ])("REFUND.%s is a refund that is %s", (status, expected) => {
    const resource = refundResource({
      tradeNo: "T-1",
      refundId: "5000001",
      total: 12_800,
      refund: 1990,
      status,
      successTime: "2026-11-20T11:30:00+08:00",
    });
    expect(meaning({ eventType: `REFUND.${status}`, resource })).toMatchObject({
      kind: "order_facts",
      externalId: "T-1",
      facts: [],
      refunds: [{ refundId: "5000001", externalLineIds: null, status: expected, amount: 1990 }],
    });
  });

  test("of several orders paid at once is one message for each", () => {
    const sub_orders = ["A-1", "A-2"].map((tradeNo) =>
      transactionResource({ tradeNo, transactionId: `42-${tradeNo}`, total: 1, successTime: "2026-11-20T10:59:58+08:00" }),
    );
    const read = messages(notice({ resource: { combine_out_trade_no: "C-1", sub_orders } }));
    expect(read.map((one) => interpret(one.payload))).toMatchObject([{ externalId: "A-1" }, { externalId: "A-2" }]);
  });

  test("told again under another id is the same; a refund that moves on is not", () => {
    const keyOf = (change: Change) => messages(notice(change))[0]?.dedupeKey;
    expect(keyOf({ id: "n-1" })).toBe(keyOf({ id: "n-2" }));
    const refund = (status: string) => ({
      eventType: `REFUND.${status}`,
      resource: refundResource({ tradeNo: "T-1", refundId: "5", total: 2, refund: 1, status, successTime: "2026-11-20T11:30:00+08:00" }),
    });
    expect(keyOf(refund("ABNORMAL"))).not.toBe(keyOf(refund("SUCCESS")));
  });

  test("about something else is kept and ignored", () => {
    expect(meaning({ eventType: "PAYSCORE.USER_OPEN_SERVICE", resource: { mchid: "1" } })).toMatchObject({ kind: "ignored" });
  });

  test("signed with the second of two keys, as while WeChat changes them, is taken", () => {
    expect(messages(notice({ key: other }))).toHaveLength(1);
  });
});

describe("refused", () => {
  test("WeChat's own probe, though everything else about it is right", () => {
    const request = notice();
    const signature = `WECHATPAY/SIGNTEST/${request.headers["wechatpay-signature"]}`;
    expect(readPush({ ...request, headers: { ...request.headers, "wechatpay-signature": signature } })).toMatchObject({ kind: "refused" });
  });

  test.each([-301, 301])("a notice %s seconds off", (seconds) => {
    expect(readPush(notice({ sentAt: new Date(NOW.getTime() + seconds * 1000) }))).toEqual({
      kind: "refused",
      reason: "wechatpay-timestamp is more than 5 minutes off",
    });
  });

  test.each([-299, 299])("but not one %s seconds off", (seconds) => {
    expect(readPush(notice({ sentAt: new Date(NOW.getTime() + seconds * 1000) }))).toMatchObject({ kind: "messages" });
  });

  test("a key that is not the shop's, even under the serial of one that is", () => {
    const stranger = wechatPayKey("PUB_KEY_ID_0111");
    expect(readPush(notice({ key: stranger }))).toMatchObject({ reason: "wechatpay-signature does not match the body" });
    expect(readPush(notice({ key: wechatPayKey("PUB_KEY_ID_0333") }))).toMatchObject({
      reason: "the shop has no platform key with the serial PUB_KEY_ID_0333",
    });
  });

  test.each(["wechatpay-timestamp", "wechatpay-nonce"])("a changed %s", (name) => {
    const request = notice();
    expect(readPush({ ...request, headers: { ...request.headers, [name]: "1795143601" } })).toMatchObject({ kind: "refused" });
  });

  test("a body with one byte changed", () => {
    const request = notice();
    const rawBody = Buffer.from(request.rawBody);
    rawBody.writeUInt8(rawBody.readUInt8(10) ^ 1, 10);
    expect(readPush({ ...request, rawBody })).toMatchObject({ reason: "wechatpay-signature does not match the body" });
  });

  test("a resource that the shop's key does not open, so that WeChat tells it again", () => {
    expect(readPush(notice({ apiV3Key: "f".repeat(32) }))).toEqual({ kind: "refused", reason: "the shop's APIv3 key does not open the notice" });
  });
});

test("a block that is no key does not take the good ones with it", () => {
  const broken =
    "PUB_KEY_ID_0999\n-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
  expect(platformKeys(`${broken}${key.pem}`).map((one) => one.serial)).toEqual(["PUB_KEY_ID_0111"]);
});

test("notices are acknowledged without words and refused in WeChat Pay's", () => {
  expect(wechatPayAdapter.acknowledge()).toMatchObject({ status: 204, body: "" });
  expect(JSON.parse(wechatPayAdapter.refuse({ status: 401, reason: "no" }).body)).toEqual({ code: "FAIL", message: "no" });
});

test.each([
  ["trade_manage_order_settlement", { confirm_receive_time: 1_795_000_000 }, "order_facts"],
  ["trade_manage_order_settlement", {}, "order_changed"],
  ["trade_manage_remind_shipping", {}, "order_changed"],
  ["subscribe", {}, "ignored"],
])("the event %s with %j means %s", (Event, more, kind) => {
  expect(interpret({ kind: "event", event: { Event, merchant_trade_no: "T-1", ...more } })).toMatchObject({ kind });
});

describe("order shipping management", () => {
  const T0 = 1_795_000_000;
  const map = (change: Partial<WxaOrderInput> = {}) => {
    const mapping = toIncoming({
      detail: wxaOrder({ tradeNo: "T-1", state: 1, createTime: T0, payTime: T0 + 30, paid: 916, description: "保温杯*1", ...change }),
      shopCode: "s",
    });
    if (!mapping.ok) throw new Error(mapping.reason);
    return mapping.mapped;
  };
  const parcel = { company: "JTSD", trackingNo: "JT0001", uploadTime: T0 + 900 };

  test("makes a place held for the whole order: it must not ship, and is older than anything", () => {
    expect(map().order).toMatchObject({
      external_id: "T-1",
      status: "paid",
      paid_at: new Date((T0 + 30) * 1000).toISOString(),
      modified_at: "2000-01-01T00:00:00.000Z",
      amounts: { goods: 916, freight: 0, discount: 0, paid: 916 },
      flags: ["platform_hold"],
      lines: [{ external_line_id: "wechat", title: "保温杯*1", refund_status: "none" }],
    });
  });

  test("dates what left by its last parcel", () => {
    expect(map({ state: 2, parcels: [parcel] })).toMatchObject({
      parcels: [{ carrier: "jtexpress", trackingNumber: "JT0001" }],
      facts: [{ type: "outbound_scan", occurredAt: new Date((T0 + 900) * 1000) }],
    });
    expect(map({ state: 1, parcels: [parcel], finished: false }).facts).toMatchObject([{ type: "partial_outbound_scan" }]);
    expect(map({ state: 4, parcels: [parcel] }).facts.map((fact) => fact.type)).toEqual(["outbound_scan", "completed"]);
  });

  test("a refund before it left cancels it, one after does not", () => {
    expect(map({ state: 5 })).toMatchObject({ facts: [{ type: "cancelled" }], order: { lines: [{ refund_status: "refunded" }] } });
    expect(map({ state: 5, parcels: [parcel] }).facts.map((fact) => fact.type)).toEqual(["outbound_scan"]);
  });

  test("a complaint holds it back as a risk", () => {
    expect(map({ inComplaint: true }).order.flags).toEqual(["platform_hold", "risk_review"]);
  });

  test("a state nobody documented is refused", () => {
    const detail = wxaOrder({ tradeNo: "T-1", state: 9, createTime: T0, payTime: T0, paid: 1 });
    expect(toIncoming({ detail, shopCode: "s" })).toEqual({ ok: false, reason: "order_state 9 is not a state we know" });
  });
});
