import { describe, expect, test } from "vitest";
import { pddAdapter } from "@/lib/channels/adapters/pdd/adapter";
import { pddFailure } from "@/lib/channels/adapters/pdd/failure";
import { interpret, pddFeed } from "@/lib/channels/adapters/pdd/feed";
import { shopAccess } from "../../support/shop-access";

const now = new Date("2026-11-20T03:00:00Z");
const shop = shopAccess({ platformShopId: "9001" });
const read = (frame: string) => pddFeed.read({ shop, frame, now });
const common = (content: unknown, change: Record<string, unknown> = {}) =>
  JSON.stringify({
    id: 7,
    commandType: "Common",
    sendTime: 1_795_000_000_123,
    message: { type: "pdd_trade_TradeConfirmed", mallID: 9001, content, ...change },
  });

describe("a frame", () => {
  test("with a message is acknowledged by its own id, type and shop", () => {
    const reading = read(common('{"mall_id":9001,"tid":"261120-1"}'));
    if (reading.kind !== "messages") throw new Error(reading.reason);
    expect(reading.messages.map(({ ack, ...message }) => ({ ...message, ack: JSON.parse(String(ack)) as unknown }))).toEqual([
      {
        dedupeKey: "9001:pdd_trade_TradeConfirmed:261120-1:1795000000123",
        topic: "pdd_trade_TradeConfirmed",
        payload: { type: "pdd_trade_TradeConfirmed", mallID: "9001", content: '{"mall_id":9001,"tid":"261120-1"}' },
        ack: { id: 7, commandType: "Ack", time: now.getTime(), sendTime: 1_795_000_000_123, type: "pdd_trade_TradeConfirmed", mallID: 9001 },
      },
    ]);
  });

  test("with an id beyond a double is acknowledged by the same digits", () => {
    const reading = read(common("{}").replace('"id":7', '"id":9007199254740993'));
    expect(reading.kind === "messages" && reading.messages[0]?.ack).toContain('"id":9007199254740993,');
  });

  test("of a refund is the same message whenever it is sent again", () => {
    const content = '{"tid":"261120-1","refund_id":7381745730123456789,"modified":1795000000999}';
    const keys = [common(content), common(content).replace("1795000000123", "1795000999999")].map((frame) => {
      const reading = read(frame);
      return reading.kind === "messages" ? reading.messages[0]?.dedupeKey : null;
    });
    expect(keys).toEqual(Array(2).fill("9001:pdd_trade_TradeConfirmed:7381745730123456789:1795000000999"));
  });

  test.each(['{"id":3,"commandType":"HeartBeat","time":1}', '{"id":3,"commandType":"Ack"}'])(
    "that only keeps the line alive says nothing: %s",
    (frame) => {
      expect(read(frame)).toEqual({ kind: "messages", messages: [], replies: [] });
    },
  );

  test.each(["", "not json", "[]", '{"id":1,"commandType":"Common"}', '{"id":1,"commandType":"Fail"}'])("that is none is unreadable: %s", (frame) => {
    expect(read(frame).kind).toBe("unreadable");
  });
});

describe("a kept message", () => {
  test.each([
    ["pdd_trade_TradeRiskChanged", '{"tid":"261120-1"}', { kind: "order_changed", externalId: "261120-1" }],
    ["pdd_refund_RefundCreated", '{"tid":"261120-1","refund_id":1}', { kind: "order_changed", externalId: "261120-1" }],
    ["pdd_goods_GoodsUpdate", '{"goods_id":1}', { kind: "ignored", reason: "pdd_goods_GoodsUpdate is not about an order" }],
    ["pdd_trade_TradeConfirmed", '{"mall_id":1}', { kind: "unreadable", reason: "The content of pdd_trade_TradeConfirmed names no order (tid)." }],
    ["pdd_trade_TradeConfirmed", "{", { kind: "unreadable", reason: "The content of pdd_trade_TradeConfirmed is not a JSON object." }],
  ])("%s with %s", (type, content, meaning) => {
    expect(interpret({ type, mallID: "1", content })).toEqual(meaning);
  });

  test("without a type is unreadable", () => {
    expect(interpret({ content: "{}" }).kind).toBe("unreadable");
  });
});

test("a webhook call in Pinduoduo's name is turned away: it has none", () => {
  const push = { shop, method: "POST" as const, query: {}, headers: {}, rawBody: new Uint8Array(), now };
  expect(pddAdapter.readPush(push).kind).toBe("refused");
});

test.each([
  [20_004, "签名sign校验失败", "", "shop_setup"],
  [20_005, "ip无权访问接口", "", "shop_setup"],
  [10_019, "access_token已过期", "", "token_expired"],
  [70_031, "调用过于频繁", "", "throttled"],
  [52_101, "当前接口被限流", "", "throttled"],
  [52_102, "当前接口暂时不可用", "", "retryable"],
  [50_000, "系统内部错误", "", "retryable"],
  [50_001, "业务服务错误", "", "retryable"],
  [50_001, "业务服务错误", "订单不存在", "not_found"],
  [50_001, "业务服务错误", "订单已发货", "refused"],
  [10_001, "公共参数错误:timestamp", "", "retryable"],
  [10_001, "公共参数错误:type", "", "refused"],
  [99_999, "什么都没说", "", "refused"],
])("error %s %s %s is %s", (error_code, error_msg, sub_msg, kind) => {
  const failure = pddFailure({ error_code, error_msg, sub_code: "", sub_msg });
  expect(failure.kind).toBe(kind);
  expect(failure.reason).toContain(sub_msg || error_msg);
});
