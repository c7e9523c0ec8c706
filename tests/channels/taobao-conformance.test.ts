import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { taobaoAdapter } from "@/lib/channels/adapters/taobao/adapter";
import { toIncoming } from "@/lib/channels/adapters/taobao/mapper";
import { tmcSign, topSign } from "@/lib/channels/adapters/taobao/signature";
import { encodeTmcFrame, KIND_FIELD, TMC_KINDS, TMC_TYPES } from "@/lib/channels/adapters/taobao/tmc-frame";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { parseLosslessJson } from "@/lib/shared/lossless-json";
import { shopAccess } from "../support/shop-access";

/** Taobao's published samples and vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const read = (...parts: string[]) => readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8");
const vectorSchema = z.object({ id: z.string(), secret: z.string(), params: z.record(z.string(), z.string()), expected: z.string() });
const vector = (id: string) => {
  const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(read("vectors", "signatures.json")));
  return vectorSchema.parse(vectors.find((one) => one.id === id));
};

describe.skipIf(!SAMPLES)("Taobao's published samples and vectors", () => {
  test.each(["md5", "hmac"] as const)("the %s sign vector holds", (signMethod) => {
    const { secret, params, expected } = vector(`taobao-top-${signMethod}`);
    expect(topSign({ secret, params, signMethod })).toBe(expected);
  });

  test("the TMC connect vector holds", () => {
    const { secret, params, expected } = vector("taobao-tmc-connect");
    const { app_key = "", group_name = "", timestamp = "" } = params;
    expect(tmcSign({ appKey: app_key, appSecret: secret, groupName: group_name, timestamp })).toBe(expected);
  });

  test("each message, in a frame, says which trade changed, with every digit of its number", () => {
    const messages = read("samples", "taobao", "tmc_messages.jsonl")
      .trim()
      .split("\n")
      .map((text) => z.object({ topic: z.string(), content: z.string() }).parse(JSON.parse(text)));
    const meanings = messages.map(({ topic, content }, index) => {
      const frame = encodeTmcFrame({ type: TMC_TYPES.send, content: { [KIND_FIELD]: TMC_KINDS.data, id: BigInt(index), topic, content } });
      const reading = taobaoAdapter.feed?.read({ shop: shopAccess(), frame, now: new Date() });
      return reading?.kind === "messages" ? reading.messages.map(({ payload }) => taobaoAdapter.interpret(payload)) : reading;
    });
    expect(meanings).toEqual([
      [{ kind: "order_changed", externalId: "192364827791084" }],
      [{ kind: "order_changed", externalId: "2918463734761365258" }],
    ]);
  });

  describe("the trade", () => {
    const trade = () => {
      const body = z.object({ trade_fullinfo_get_response: z.object({ trade: z.record(z.string(), z.unknown()) }) });
      return body.parse(parseLosslessJson(read("samples", "taobao", "trade_fullinfo_get.json"))).trade_fullinfo_get_response.trade;
    };

    test("is refused as it stands, because its amounts do not reconcile", () => {
      expect(toIncoming({ detail: trade(), shopCode: "s" })).toEqual({
        ok: false,
        reason: "the amounts do not reconcile: divide_order_fee 203.97 + post_fee 0.00 is not payment 323.58",
      });
    });

    test("with the payment its lines add up to is the order it describes", () => {
      const mapping = toIncoming({ detail: { ...trade(), payment: "203.97" }, shopCode: "s" });
      if (!mapping.ok) throw new Error(mapping.reason);
      expect(parseIncoming(mapping.mapped.order, 0)).toMatchObject({
        ok: true,
        order: {
          external_id: "500001084",
          status: "paid",
          placed_at: "2017-07-28T06:18:32.000Z",
          amounts: { paid: 20_397 },
          receiver: { name: "王小贝10048", phone: "13800000000", province: "陕西省", city: "西安市", district: "新城区" },
          lines: [
            { external_line_id: "500001083", sku: "B-C352-F301-356M", title: "正常001 黑色 L", paid: 8620 },
            { external_line_id: "500001084", paid: 11_777 },
          ],
          seller_note: "改为发顺丰",
          flags: ["seller_flag_3"],
        },
      });
    });
  });
});
