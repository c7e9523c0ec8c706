import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { postWebhook } from "@/lib/events/http/post-webhook";
import { changeEndpoint, createEndpoint, listDeliveries, listEndpoints, redeliver } from "@/lib/events/use-cases/manage-endpoints";
import { relayEvents } from "@/lib/events/use-cases/relay-events";
import { sendWebhooks } from "@/lib/events/use-cases/send-webhooks";
import { sweepWebhooks } from "@/lib/events/use-cases/sweep-webhooks";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { HANDLERS } from "@/lib/worker/handlers";
import { incomingOrder } from "../../support/incoming-order";
import { testCtx, testShop } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

let now = new Date();
const ctx = testCtx({ now: () => now });
const seconds = (count: number) => {
  now = new Date(now.getTime() + count * 1_000);
};

type Received = { id: string; headers: Record<string, string>; body: string };
const received: Received[] = [];
let answer = 204;
const server = createServer((request, response) => {
  void bodyOf(request).then((body) => {
    const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
    received.push({ id: headers["webhook-id"] ?? "", headers, body });
    response.writeHead(answer, answer === 302 ? { location: "http://127.0.0.1:1/" } : {}).end(answer === 204 ? undefined : "busy");
  });
});
let db: TestDatabase;
let endpoint: { endpoint_id: string; secret: string };

beforeAll(async () => {
  process.env.TONGDAN_PRIVATE_WEBHOOKS = "on";
  db = await createTestDatabase();
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  await testShop({ code: "hooks", platform: "generic" });
  const { port } = server.address() as AddressInfo;
  endpoint = await createEndpoint(ctx, { url: `http://127.0.0.1:${port}/hook`, types: ["order.created"] });
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await db.drop();
});
beforeEach(() => {
  received.length = 0;
  answer = 204;
});

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

/** An order comes in and its events are relayed, as the worker does it. */
async function order(externalId: string): Promise<void> {
  await ingestOrders(ctx, { orders: [incomingOrder({ shop: "hooks", external_id: externalId })] });
  const pending = await rawSql()<{ id: string }[]>`select id from outbox_events where state = 'pending'`;
  await relayEvents(ctx, { ids: pending.map(({ id }) => id), handlers: HANDLERS });
}
const send = () => sendWebhooks(ctx, endpoint);
const log = async () => (await listDeliveries(ctx, { endpoint_id: endpoint.endpoint_id })).deliveries;

test("an event is sent once to who listens to its type, signed so that the reference library takes it", async () => {
  await order("W-1");
  expect(await send()).toEqual({ delivered: 1, failed: 0 });
  expect(received).toHaveLength(1);
  const [message] = received;
  const content = new Webhook(endpoint.secret).verify(message?.body ?? "", message?.headers ?? {});
  expect(content).toMatchObject({ type: "order.created", data: { order_id: expect.any(String) } });
  expect(message?.body).not.toMatch(/张三丰|13812348000|文三路/);
  expect(await send()).toEqual({ delivered: 0, failed: 0 });
  expect(await log()).toMatchObject([{ state: "delivered", attempts: 1, last_status: 204 }]);
});

test("a receiver that is busy gets the same message again later, under the same id", async () => {
  answer = 503;
  await order("W-2");
  expect(await send()).toEqual({ delivered: 0, failed: 1 });
  expect((await log())[0]).toMatchObject({ state: "pending", attempts: 1, last_status: 503, last_error: "HTTP 503: busy" });
  answer = 204;
  expect(await send()).toEqual({ delivered: 0, failed: 0 });
  seconds(10);
  expect(await sweepWebhooks(ctx)).toEqual({ woken: 1 });
  expect(await send()).toEqual({ delivered: 1, failed: 0 });
  expect(new Set(received.map(({ id }) => id)).size).toBe(1);
});

test("a redirect is a failure, not a way to somewhere else", async () => {
  answer = 302;
  await order("W-3");
  expect(await send()).toEqual({ delivered: 0, failed: 1 });
  expect(received).toHaveLength(1);
  answer = 204;
  seconds(10);
  await send();
});

test("two senders at once send nothing twice", async () => {
  for (const id of ["W-4", "W-5", "W-6"]) await order(id);
  await Promise.all([send(), send(), send()]);
  expect(received.map(({ id }) => id).sort()).toEqual([...new Set(received.map(({ id }) => id))].sort());
  expect(received).toHaveLength(3);
});

test("what is paused is kept, and sent when it goes on", async () => {
  await changeEndpoint(ctx, { endpoint_id: endpoint.endpoint_id, action: "pause" });
  await order("W-7");
  expect(await send()).toEqual({ delivered: 0, failed: 0 });
  await expect(changeEndpoint(ctx, { endpoint_id: endpoint.endpoint_id, action: "pause" })).rejects.toMatchObject({ kind: "conflict" });
  await changeEndpoint(ctx, { endpoint_id: endpoint.endpoint_id, action: "resume" });
  expect(await send()).toEqual({ delivered: 1, failed: 0 });
});

test("after eight failures in a row the endpoint rests, and one success heals it", async () => {
  answer = 500;
  await order("W-8");
  for (let failure = 0; failure < 8; failure++) {
    await rawSql()`update webhook_deliveries set next_try_at = ${now.toISOString()}::timestamptz where state = 'pending'`;
    await send();
  }
  expect((await listEndpoints(ctx)).endpoints[0]?.rests_until).not.toBeNull();
  received.length = 0;
  await rawSql()`update webhook_deliveries set next_try_at = ${now.toISOString()}::timestamptz where state = 'pending'`;
  expect(await send()).toEqual({ delivered: 0, failed: 0 });
  expect(received).toHaveLength(0);
  answer = 204;
  seconds(301);
  expect(await send()).toEqual({ delivered: 1, failed: 0 });
  expect((await listEndpoints(ctx)).endpoints[0]).toMatchObject({ rests_until: null, failing_since: null });
});

test("a stretch of time is sent again, under the ids the receiver knows", async () => {
  const before = new Set((await log()).map(({ event_id }) => event_id));
  const { redelivered } = await redeliver(ctx, { endpoint_id: endpoint.endpoint_id, from: "2000-01-01T00:00:00Z", only_failed: false });
  expect(redelivered).toBe(before.size);
  await send();
  expect(new Set(received.map(({ id }) => id))).toEqual(before);
});

test("a new secret signs from now on, the old one along with it for a day", async () => {
  // The reference library takes nothing that is five minutes from its own clock, and the tests above have moved ours.
  now = new Date();
  const { secret } = await changeEndpoint(ctx, { endpoint_id: endpoint.endpoint_id, action: "rotate_secret" });
  await order("W-9");
  await send();
  const [message] = received;
  for (const known of [secret ?? "", endpoint.secret]) expect(new Webhook(known).verify(message?.body ?? "", message?.headers ?? {})).toBeTruthy();
  received.length = 0;
  now = new Date(now.getTime() + 25 * 3_600_000);
  await order("W-10");
  await send();
  expect(received[0]?.headers["webhook-signature"]?.split(" ")).toHaveLength(1);
});

test("an address in a private network is refused before anything is sent, whatever its name says", async () => {
  const { port } = server.address() as AddressInfo;
  for (const host of ["127.0.0.1", "localhost", "[::1]", "0x7f.1", "2130706433"]) {
    const result = await postWebhook({ url: `http://${host}:${port}/hook`, headers: {}, body: "{}", allowPrivate: false });
    expect([host, result.status, /not a public address/.test(result.error ?? "")]).toEqual([host, null, true]);
  }
  expect(received).toHaveLength(0);
});
