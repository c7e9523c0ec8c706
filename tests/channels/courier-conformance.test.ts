import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { courierAdapterFor } from "@/lib/couriers/adapters/adapter-for";
import { cainiaoDigest } from "@/lib/couriers/adapters/cainiao/signature";
import { kdniaoSign } from "@/lib/couriers/adapters/kdniao/signature";
import type { CourierReading } from "@/lib/couriers/core/courier-adapter";

/** The published samples and vectors, under SAMPLES_DIR/channels; read there and never copied. */
const SAMPLES = process.env.SAMPLES_DIR ? path.join(process.env.SAMPLES_DIR, "channels") : undefined;
const json = (...parts: string[]): unknown => JSON.parse(readFileSync(path.join(SAMPLES ?? "", ...parts), "utf8"));
const vector = (id: string) => {
  const { vectors } = z.object({ vectors: z.array(z.looseObject({ id: z.string() })) }).parse(json("vectors", "signatures.json"));
  return z.object({ secret: z.string(), body: z.string(), expected: z.string() }).parse(vectors.find((one) => one.id === id));
};
const payloadsOf = (reading: CourierReading) => {
  if (reading.kind !== "messages") throw new Error(JSON.stringify(reading));
  return reading.messages.map((message) => message.payload);
};

describe.skipIf(!SAMPLES)("the couriers' published vectors and samples", () => {
  test("kdniao's sign is over the hex text", () => {
    const { secret, body, expected } = vector("kdniao");
    expect(kdniaoSign(body, secret)).toBe(expected);
  });

  test("Cainiao's digest is over the raw bytes", () => {
    const { secret, body, expected } = vector("cainiao-link");
    expect(cainiaoDigest(body, secret)).toBe(expected);
  });

  test("kdniao's sample is two routes, told oldest first, without a courier's name or phone", () => {
    const sample = z
      .object({ appKey: z.string(), form: z.record(z.string(), z.string()), expectedAck: z.looseObject({}) })
      .parse(json("samples", "couriers", "kdniao_push_101.json"));
    const adapter = courierAdapterFor("kdniao");
    const call = { rawBody: Buffer.from(new URLSearchParams(sample.form).toString()), now: new Date("2015-03-11T08:21:07Z") };
    const routes = payloadsOf(adapter.readPush({ salt: sample.appKey, headers: {}, ...call })).map((payload) => adapter.toRoute(payload));
    expect(routes).toMatchObject([
      { ok: true, route: { carrier: "ems", trackingNumber: "5042260908504", nodes: { length: 8 } } },
      { ok: true, route: { carrier: "ems", trackingNumber: "5042260943004", nodes: { length: 8 } } },
    ]);
    const [first] = routes;
    expect(first?.ok && first.route.nodes.map((node) => node.state)).toEqual(["collected", ...Array(7).fill("in_transit")]);
    expect(JSON.stringify(routes)).not.toMatch(/张三|李四|王五|1380000000/);
    expect(JSON.parse(adapter.acknowledge(call).body)).toEqual(sample.expectedAck);
  });

  test("SF's sample is one route to its signature, and both its answers are SF's own", () => {
    const sample = z
      .object({ body: z.unknown(), expectedAck: z.unknown(), failAck: z.looseObject({ return_code: z.string() }) })
      .parse(json("samples", "couriers", "sf_route_push.json"));
    const adapter = courierAdapterFor("sf");
    const call = { rawBody: Buffer.from(JSON.stringify(sample.body)), now: new Date() };
    const [payload] = payloadsOf(adapter.readPush({ salt: null, headers: {}, ...call }));
    const reading = adapter.toRoute(payload);
    if (!reading.ok) throw new Error(reading.reason);
    expect(reading.route).toMatchObject({ carrier: "shunfeng", trackingNumber: "SF7444400031887" });
    expect(reading.route.nodes.map((node) => node.state)).toEqual(["collected", "out_for_delivery", "delivered"]);
    expect(JSON.stringify(reading)).not.toMatch(/张三|13800000000/);
    expect(JSON.parse(adapter.acknowledge(call).body)).toEqual(sample.expectedAck);
    expect(JSON.parse(adapter.refuse({ ...call, status: 500, reason: "x" }).body)).toMatchObject({ return_code: sample.failAck.return_code });
  });
});
