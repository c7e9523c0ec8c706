import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { taobaoFeed } from "@/lib/channels/adapters/taobao/feed";
import { decodeTmcFrame, encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES, type TmcFrame } from "@/lib/channels/adapters/taobao/tmc-frame";
import { shopAccess } from "../../support/shop-access";

const shop = shopAccess();
const now = new Date("2026-11-24T01:00:00Z");
const read = (frame: TmcFrame, session = "conn-1") => taobaoFeed.read({ shop, frame: encodeTmcFrame(frame), now, session });
const decoded = (frame: string | Uint8Array | undefined) => decodeTmcFrame(Buffer.from(frame ?? ""));
const data = (content: TmcFrame["content"]): TmcFrame => ({ type: TMC_TYPES.send, content: { [KIND_FIELD]: TMC_KINDS.data, ...content } });

describe("the wire", () => {
  const text = fc.string({ unit: "grapheme", maxLength: 40 });
  const value = fc.oneof(text, fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }));
  const content = fc.dictionary(
    text.filter((name) => name !== KIND_FIELD && name !== "__proto__"),
    value,
  );

  test("any frame is read as it was written", () => {
    const anyFrame = fc.record({ type: fc.nat(3), token: text, statusCode: fc.nat(0xffff), statusPhrase: text, content });
    fc.assert(
      fc.property(anyFrame, ({ token, statusCode, statusPhrase, ...frame }) => {
        const optional = { ...(token && { token }), ...(statusCode && { statusCode }), ...(statusPhrase && { statusPhrase }) };
        const read = decodeTmcFrame(encodeTmcFrame({ ...frame, ...optional }));
        expect(read).toEqual({ ...frame, ...optional });
      }),
    );
  });

  test("no cut and no noise makes a reader fail: it is a frame, or it is none", () => {
    const frame = encodeTmcFrame({ type: 2, token: "t", content: { id: 9_007_199_254_740_993n, topic: "taobao_trade_TradeCreate" } });
    fc.assert(
      fc.property(fc.nat(frame.length - 1), fc.uint8Array({ maxLength: 20 }), (cut, noise) => {
        expect(decodeTmcFrame(frame.slice(0, cut))).toBeNull();
        expect(() => decodeTmcFrame(noise)).not.toThrow();
      }),
    );
  });

  test("numbers of every width are read", () => {
    const header = (name: string) => [1, 0, name.length, 0, 0, 0, ...Buffer.from(name)];
    const bytes = [2, 2, ...header("a"), 2, 7, ...header("b"), 3, 1, 1, ...header("c"), 4, 1, 0, 0, 1, ...header("d"), 0, 0, 0];
    expect(decodeTmcFrame(Uint8Array.from(bytes))?.content).toEqual({ a: 7, b: 257, c: 16_777_217, d: "" });
  });
});

describe("the conversation", () => {
  test("begins with key, group, time and sign", () => {
    const grouped = { ...shop, credentials: { tmc_group: "cups" } };
    const [greeting] = taobaoFeed.greet({ shop: grouped, now });
    expect(decoded(greeting)).toMatchObject({
      type: TMC_TYPES.connect,
      content: { app_key: shop.appKey, group_name: "cups", timestamp: String(now.getTime()), sign: expect.stringMatching(/^[0-9A-F]{32}$/) },
    });
  });

  test("goes on with the token of the acknowledgement, in the first asking and in every confirmation", () => {
    const ack = read({ type: TMC_TYPES.connectAck, token: "conn-7", content: {} }, "");
    expect(ack).toMatchObject({ kind: "messages", messages: [], session: "conn-7" });
    expect(ack.kind === "messages" && decoded(ack.replies[0])).toMatchObject({ token: "conn-7", content: { [KIND_FIELD]: TMC_KINDS.pullRequest } });
    const told = read(data({ id: 9_007_199_254_740_993n, topic: "taobao_trade_TradeCreate", content: "{}" }), "conn-7");
    expect(told.kind === "messages" && decoded(told.messages[0]?.ack)).toEqual({
      type: TMC_TYPES.send,
      token: "conn-7",
      content: { [KIND_FIELD]: TMC_KINDS.confirm, id: 9_007_199_254_740_993n },
    });
  });

  test.each<[string, TmcFrame, Record<string, unknown>]>([
    ["an answer to a confirmation", { type: TMC_TYPES.sendAck, content: {} }, { kind: "messages", messages: [] }],
    ["a refused sign", { type: TMC_TYPES.connectAck, statusCode: 401, statusPhrase: "invalid sign", content: {} }, { failure: "shop_setup" }],
    ["an unknown failure", { type: TMC_TYPES.connectAck, statusCode: 500, content: {} }, { failure: "retryable" }],
    ["a failed message", { type: TMC_TYPES.send, content: { [KIND_FIELD]: TMC_KINDS.failed } }, { kind: "closed", failure: "retryable" }],
    ["a message without id", data({ topic: "x" }), { kind: "unreadable" }],
  ])("%s is told apart", (_words, frame, reading) => {
    expect(read(frame)).toMatchObject(reading);
  });

  test("words and bytes that are no frame are unreadable, and quoted by their length only", () => {
    for (const frame of ["hello", Uint8Array.from([2, 2])]) {
      expect(taobaoFeed.read({ shop, frame, now })).toEqual({ kind: "unreadable", reason: `A frame of ${frame.length} bytes is not one of TMC's.` });
    }
  });
});
