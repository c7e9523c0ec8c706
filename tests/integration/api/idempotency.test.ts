import { afterAll, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { apiWorld } from "../../support/api-world";
import { nextDoor } from "../../support/change-world";
import { incomingOrder } from "../../support/incoming-order";
import { testShop } from "../../support/shops";

let world: Awaited<ReturnType<typeof apiWorld>>;
let orderId: string;
beforeAll(async () => {
  world = await apiWorld();
  await testShop({ code: "once", platform: "generic" });
  orderId = (await ingest("first", "K-1")).body.results[0].order_id;
});
afterAll(() => world.drop());

const ingest = (key: string, externalId: string, as: "ops" | "admin" = "ops") =>
  world.call(as, "POST /orders", {
    body: { orders: [incomingOrder({ shop: "once", external_id: externalId })] },
    headers: { "idempotency-key": key },
  });
const ask = (key: string, reason = "买家来电") =>
  world.call("agent", "POST /orders/{id}/change-requests", {
    params: { id: orderId },
    body: { base_version: 1, actions: [nextDoor], reason },
    headers: { "idempotency-key": key },
  });

test("a repeat gives the first answer again and does nothing", async () => {
  const first = await ingest("twice", "K-2");
  const again = await ingest("twice", "K-2");
  expect(first.body.results).toMatchObject([{ outcome: "created" }]);
  expect([again.status, again.body]).toEqual([200, first.body]);
  const asked = await ask("one-change");
  expect((await ask("one-change")).body).toEqual(asked.body);
  const rows = await rawSql()`select 1 from change_requests where order_id = ${orderId}`;
  expect(rows).toHaveLength(1);
});

test("of many at once one works and the others wait or repeat its answer", async () => {
  const answers = await Promise.all(Array.from({ length: 8 }, () => ingest("at-once", "K-3")));
  const done = answers.filter(({ status }) => status === 200);
  expect(done.length).toBeGreaterThan(0);
  for (const { body } of done) expect(body.results).toMatchObject([{ outcome: "created" }]);
  for (const { status, body } of answers.filter((answer) => answer.status !== 200))
    expect([status, body.code]).toEqual([409, "security.still_running"]);
  expect((await ingest("at-once", "K-3")).body.results).toMatchObject([{ outcome: "created" }]);
});

test("the same key with another body, or on another call, is 422", async () => {
  await ingest("reused", "K-4");
  expect((await ingest("reused", "K-5")).body).toMatchObject({ status: 422, code: "security.key_reused", errors: [{ path: "Idempotency-Key" }] });
  const elsewhere = await world.call("ops", "POST /orders/{id}/events", {
    params: { id: orderId },
    body: { events: [] },
    headers: { "idempotency-key": "reused" },
  });
  expect(elsewhere.body.code).toBe("security.key_reused");
  expect((await ingest("x".repeat(201), "K-6")).body.code).toBe("security.key_too_long");
});

test("keys belong to whoever sends them", async () => {
  await ingest("shared word", "K-7");
  expect((await ingest("shared word", "K-8", "admin")).body.results).toMatchObject([{ external_id: "K-8", outcome: "created" }]);
});

test("a refusal is not kept: the same request may be tried again", async () => {
  const body = { orders: "none" };
  const send = () => world.call("ops", "POST /orders", { body, headers: { "idempotency-key": "refused" } });
  expect([(await send()).status, (await send()).status]).toEqual([422, 422]);
});

test("a claim whose process died before it could answer is taken over after two minutes, not before", async () => {
  await ingest("left", "K-9");
  const leave = (age: string) =>
    rawSql()`update idempotency_keys set status = null, response = null, created_at = now() - ${age}::interval where key = 'left'`;
  await leave("1 minute");
  expect((await ingest("left", "K-9")).body.code).toBe("security.still_running");
  await leave("3 minutes");
  expect((await ingest("left", "K-10")).body.code).toBe("security.key_reused");
  expect((await ingest("left", "K-9")).body.results).toMatchObject([{ outcome: "unchanged" }]);
});
