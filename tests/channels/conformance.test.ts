import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { md5EventSign, requestSign } from "@/lib/channels/adapters/douyin/signature";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { receivePush } from "@/lib/channels/use-cases/receive-push";
import { kuaidi100Sign } from "@/lib/couriers/adapters/kuaidi100/signature";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { linkParcels } from "@/lib/couriers/use-cases/link-parcels";
import { listOrderParcels } from "@/lib/couriers/use-cases/list-order-parcels";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { receiveCourierPush } from "@/lib/couriers/use-cases/receive-courier-push";
import { type Platform, startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { openInboxIds, orderIdOf, orderStatusOf } from "../support/inbox-rows";
import { TEST_APP, testCtx, testShop } from "../support/shops";
import { createTestDatabase, type TestDatabase } from "../support/test-database";

/** The platforms' published samples and signature vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const read = (...parts: string[]) => readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8");
const vectorSchema = z.looseObject({ id: z.string(), expected: z.string() });
const vector = (id: string) => {
  const { vectors } = z.object({ vectors: z.array(z.unknown()) }).parse(JSON.parse(read("vectors", "signatures.json")));
  const found = vectors.find((one) => z.looseObject({ id: z.string() }).safeParse(one).data?.id === id);
  return vectorSchema
    .extend({
      secret: z.string().default(""),
      app_key: z.string().default(""),
      body: z.string().default(""),
      salt: z.string().default(""),
      file: z.string().default(""),
      params: z.object({ app_key: z.string(), method: z.string(), param_json: z.string(), timestamp: z.string(), v: z.string() }).optional(),
    })
    .parse(found);
};

describe.skipIf(!SAMPLES)("published samples and vectors", () => {
  const ctx = testCtx();
  const detail = SAMPLES ? (JSON.parse(read("samples", "douyin", "OrderDetailResponse.json")) as DetailSample).data.shop_order_detail : {};
  type DetailSample = { data: { shop_order_detail: Record<string, unknown> } };
  let db: TestDatabase;
  let platform: Platform;

  beforeAll(async () => {
    db = await createTestDatabase();
    platform = await startDouyinPlatform({
      apps: [{ ...TEST_APP, findDetail: (id) => ({ ...detail, order_id: id, logistics_info: [] }) }],
    });
    await testShop({ code: "samples", settings: { api_base_url: platform.url } });
  });
  afterAll(async () => {
    await platform.close();
    await db.drop();
  });

  test("the Douyin event sign vector holds", () => {
    const { app_key, secret, body, expected } = vector("doudian-event");
    expect(md5EventSign({ appKey: app_key, appSecret: secret }, Buffer.from(body))).toBe(expected);
  });

  test("the Douyin request sign vector holds", () => {
    const { secret, params, expected } = vector("doudian-request");
    if (!params) throw new Error("The vector has no params.");
    expect(requestSign({ secret, params, signMethod: "hmac-sha256" })).toBe(expected);
  });

  test("the kuaidi100 push sign vector holds on the sample's own param", () => {
    const { salt, file, expected } = vector("kuaidi100-push");
    const sample = JSON.parse(read("vectors", file)) as { form: { param: string } };
    expect(kuaidi100Sign(sample.form.param, salt)).toBe(expected);
  });

  const events = SAMPLES ? readdirSync(path.join(SAMPLES, "samples", "douyin")).filter((name) => name.endsWith("Event.json")) : [];
  test.each(events)("%s goes through adapter and inbox to an order", async (name) => {
    const rawBody = Buffer.from(read("samples", "douyin", name));
    const headers = { "app-id": TEST_APP.appKey, "event-sign": md5EventSign(TEST_APP, rawBody) };
    const answer = await receivePush(ctx, { shopCode: "samples", method: "POST", query: {}, headers, rawBody });
    expect(answer).toMatchObject({ status: 200, body: '{"code":0,"msg":"success"}' });
    const [id] = await openInboxIds("channel");
    if (!id) throw new Error(`${name} was not kept.`);
    expect(await processChannelPush(ctx, { inboxId: id })).toBe("process");
    const orderId = /"p_id": "?([^",\s]+)/.exec(rawBody.toString())?.[1] ?? "";
    expect(await orderIdOf("samples", orderId)).not.toBeNull();
  });

  test("the Douyin order detail sample, pushed as a payload, becomes the order it describes", async () => {
    const rawBody = Buffer.from(JSON.stringify([{ tag: "101", msg_id: "detail", data: JSON.stringify({ shop_order_detail: detail }) }]));
    const headers = { "event-sign": md5EventSign(TEST_APP, rawBody) };
    await receivePush(ctx, { shopCode: "samples", method: "POST", query: {}, headers, rawBody });
    const [id] = await openInboxIds("channel");
    expect(await processChannelPush(ctx, { inboxId: id ?? "" })).toBe("process");
    expect(await orderStatusOf("samples", "4781320682406083640")).toBe("shipped");
  });

  test("the kuaidi100 sample goes through adapter and inbox to a parcel that is signed for", async () => {
    const sample = JSON.parse(read("samples", "couriers", "kuaidi100_push_shutdown_jd.json")) as {
      salt: string;
      form: Record<string, string>;
    };
    const { secret } = await createCourierAccount(ctx, { provider: "kuaidi100", name: "快递100", salt: sample.salt });
    const orderId = await orderIdOf("samples", "4781320682406083640");
    if (!orderId) throw new Error("The order of the detail sample is missing.");
    const rawBody = Buffer.from(new URLSearchParams(sample.form).toString());
    const answer = await receiveCourierPush(ctx, { provider: "kuaidi100", secret, headers: {}, rawBody });
    expect(answer).toMatchObject({ status: 200, body: '{"result":true,"returnCode":"200","message":"成功"}' });
    const [inboxId] = await openInboxIds("courier");
    expect(await processCourierPush(ctx, { inboxId: inboxId ?? "" })).toBe("park");
    await withTransaction((tx) => linkParcels(tx, ctx, { orderId, parcels: [{ carrier: "jd", trackingNumber: "JD0076810060555" }] }));
    expect(await processCourierPush(ctx, { inboxId: inboxId ?? "" })).toBe("process");
    const { parcels } = await listOrderParcels(ctx, { order_id: orderId });
    const parcel = parcels.find((one) => one.tracking_number === "JD0076810060555");
    expect(parcel).toMatchObject({ state: "delivered", carrier: "jd" });
    expect(parcel?.events).toHaveLength(5);
    expect(JSON.stringify(parcel?.events)).not.toMatch(/张三|13800000000/);
  });
});
