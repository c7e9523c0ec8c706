import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { douyinSpiSign, jushuitanSign, sfMsgDigest, wangdiantongSign } from "../support/vector-signs";

/** Published vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const vectorSchema = z.object({
  id: z.string(),
  secret: z.string(),
  body: z.string().default(""),
  params: z.record(z.string(), z.string()).default({}),
  expected: z.string(),
});
const vector = (id: string) => {
  const text = readFileSync(path.join(SAMPLES ?? "", "vectors", "signatures.json"), "utf8");
  const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(JSON.parse(text));
  return vectorSchema.parse(vectors.find((one) => one.id === id));
};

describe.skipIf(!SAMPLES)("signatures of calls the product does not make yet", () => {
  test("SF's msgDigest", () => {
    const { secret, body, params, expected } = vector("sf-msgdigest");
    expect(sfMsgDigest({ msgData: body, timestamp: params.timestamp ?? "", checkword: secret })).toBe(expected);
  });

  test("Douyin's inbound SPI", () => {
    const { secret, params, expected } = vector("doudian-spi-inbound");
    const { app_key = "", param_json = "", timestamp = "" } = params;
    expect(douyinSpiSign({ secret, params: { app_key, param_json, timestamp } })).toBe(expected);
  });

  test("聚水潭 and 旺店通旗舰版", () => {
    const [jushuitan, wangdiantong] = [vector("jushuitan-v2"), vector("wangdiantong-flagship")];
    expect(jushuitanSign(jushuitan.secret, jushuitan.params)).toBe(jushuitan.expected);
    expect(wangdiantongSign(wangdiantong.secret, wangdiantong.params)).toBe(wangdiantong.expected);
  });
});
