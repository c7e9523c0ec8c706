import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { toIncoming } from "@/lib/channels/adapters/jd/mapper";
import { answerSchema } from "@/lib/channels/adapters/jd/payloads";
import { jdSign } from "@/lib/channels/adapters/jd/signature";
import { parseIncoming } from "@/lib/orders/core/parse-incoming";
import { parseLosslessJson } from "@/lib/shared/lossless-json";

/** JD's published sample and vector, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const read = (...parts: string[]) => readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8");
const sample = (name: string) => parseLosslessJson(read("samples", "jd", name));
const vectorSchema = z.object({ secret: z.string(), params: z.record(z.string(), z.string()), expected: z.string() });

describe.skipIf(!SAMPLES)("JD's published sample and vector", () => {
  test("the request sign vector holds, and format and sign_method are no part of it", () => {
    const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(read("vectors", "signatures.json")));
    const { secret, params, expected } = vectorSchema.parse(vectors.find((one) => one.id === "jd-router"));
    expect(jdSign({ secret, params })).toBe(expected);
    expect(jdSign({ secret, params: { ...params, format: "json", sign_method: "md5", sign: "x" } })).toBe(expected);
  });

  test("the search answer lists the same order as the detail", () => {
    const answer = answerSchema.parse(sample("pop_order_search_response.json"));
    const result = answer.jingdong_pop_order_search_responce?.searchorderinfo_result;
    expect(result).toMatchObject({ apiResult: { success: true }, orderTotal: 1 });
    const [listed] = result?.orderInfoList ?? [];
    expect(toIncoming({ detail: listed, shopCode: "s" })).toEqual(toIncoming({ detail: sample("order_info.json"), shopCode: "s" }));
  });

  test("the order is read: a part of a bigger one, its receiver encrypted, its phone a mask", () => {
    const mapping = toIncoming({ detail: sample("order_info.json"), shopCode: "s" });
    if (!mapping.ok) throw new Error(mapping.reason);
    expect(mapping.mapped).toMatchObject({ splitFrom: "245752632275", parcels: [], facts: [] });
    expect(parseIncoming(mapping.mapped.order, 0)).toMatchObject({
      ok: true,
      order: {
        external_id: "249786309732",
        business_type: "standard",
        status: "paid",
        payment_method: "prepaid",
        placed_at: "2022-07-16T08:37:38.000Z",
        paid_at: "2022-07-16T08:38:32.000Z",
        modified_at: "2022-07-16T08:38:32.000Z",
        amounts: { goods: 100, freight: 0, discount: 0, paid: 100 },
        receiver: {
          name: "",
          phone: "136*******5",
          province: "广东",
          city: "广州市",
          district: "海珠区",
          town: "赤岗街道",
          address: "",
          token: null,
        },
        lines: [{ external_line_id: "10054887745652", sku: "testjd4206151136003", quantity: 1, unit_price: 100, paid: 100 }],
        flags: [],
      },
    });
  });
});
