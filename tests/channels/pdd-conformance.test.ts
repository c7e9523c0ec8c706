import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { pddFailure } from "@/lib/channels/adapters/pdd/failure";
import { interpret, pddFeed } from "@/lib/channels/adapters/pdd/feed";
import { toIncoming } from "@/lib/channels/adapters/pdd/mapper";
import { errorSchema, pageSchema } from "@/lib/channels/adapters/pdd/payloads";
import { pddSign, pddText, pmcSign } from "@/lib/channels/adapters/pdd/signature";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { shopAccess } from "../support/shop-access";

/** Pinduoduo's published samples and vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const read = (...parts: string[]) => readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8");
const sample = (name: string) => read("samples", "pdd", name);
const vectorSchema = z.object({ id: z.string(), secret: z.string(), params: z.record(z.string(), z.string()), expected: z.string() });
const vector = (id: string) => {
  const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(read("vectors", "signatures.json")));
  return vectorSchema.parse(vectors.find((one) => one.id === id));
};

describe.skipIf(!SAMPLES)("Pinduoduo's published samples and vectors", () => {
  test("the request sign vector holds", () => {
    const { secret, params, expected } = vector("pdd-router");
    expect(pddSign({ secret, params })).toBe(expected);
  });

  test("it holds as well where numbers come as numbers, which are signed as JSON", () => {
    const { secret, params, expected } = vector("pdd-router");
    const typed = { ...params, page: 1, page_size: 10, order_status: 1, timestamp: 1_480_411_125 };
    expect(pddSign({ secret, params: Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, pddText(value)])) })).toBe(expected);
  });

  test("the message centre's address vector holds", () => {
    const { secret, params, expected } = vector("pdd-pmc-url");
    expect(pmcSign({ clientId: params.client_id ?? "", ms: params.ms ?? "", secret })).toBe(expected);
  });

  test("the frames are two messages about one order, each with its acknowledgement, and a heartbeat", () => {
    const readings = sample("pmc_frames.jsonl")
      .trim()
      .split("\n")
      .map((frame) => pddFeed.read({ shop: shopAccess(), frame, now: new Date() }));
    const messages = readings.flatMap((reading) => (reading.kind === "messages" ? reading.messages : []));
    expect(readings.map((reading) => (reading.kind === "messages" ? reading.messages.length : reading.reason))).toEqual([1, 1, 0]);
    expect(messages.map(({ payload }) => interpret(payload))).toEqual(Array(2).fill({ kind: "order_changed", externalId: "210707-339507978993455" }));
    expect(messages[1]?.dedupeKey).toBe("100:pdd_refund_RefundCreated:7381745730:1625637425016");
    expect(messages.map(({ ack }) => JSON.parse(String(ack)) as unknown)).toMatchObject([
      { id: 1, commandType: "Ack", sendTime: 1_625_637_425_100, type: "pdd_trade_TradeConfirmed", mallID: 100 },
      { id: 2, commandType: "Ack", sendTime: 1_625_637_425_200, type: "pdd_refund_RefundCreated", mallID: 100 },
    ]);
  });

  test("the error answer is a fault of ours to repair, quoted", () => {
    const body = z.object({ error_response: z.unknown() }).parse(parseLosslessJson(sample("error_response_official.json")));
    expect(pddFailure(errorSchema.parse(body.error_response))).toEqual({
      ok: false,
      kind: "refused",
      reason: "Pinduoduo answered 10001 公共参数错误:type.",
    });
  });

  describe("the order skeleton", () => {
    const skeleton = () => {
      const body = z.object({ order_list_get_response: z.unknown() }).parse(parseLosslessJson(sample("order_list_get_official_skeleton.json")));
      const [order] = pageSchema.parse(body.order_list_get_response).order_list ?? [];
      return z.record(z.string(), z.unknown()).parse(order);
    };
    const TIMES = ["created_time", "pay_time", "confirm_time", "shipping_time", "receive_time", "updated_at", "last_ship_time"];

    test("is refused as it stands, because its times are placeholders", () => {
      expect(toIncoming({ detail: skeleton(), shopCode: "s" })).toEqual({ ok: false, reason: expect.stringContaining("created_time") });
    });

    test("with times filled in is an order of the documented shape", () => {
      const filled = { ...skeleton(), ...Object.fromEntries(TIMES.map((name) => [name, "2026-11-20 11:00:00"])) };
      const mapping = toIncoming({ detail: filled, shopCode: "s" });
      if (!mapping.ok) throw new Error(mapping.reason);
      expect(parseIncoming(mapping.mapped.order, 0)).toMatchObject({ ok: true });
      expect(mapping.mapped.order).toMatchObject({
        external_id: "1",
        business_type: "presale",
        status: "unpaid",
        flags: ["platform_hold", "final_payment_unpaid", "chosen_carrier"],
        lines: [{ external_line_id: "1", sku: "1", quantity: 1, unit_price: 100 }],
        receiver: { token: { kind: "open_address_id", value: "str" } },
      });
    });
  });
});
