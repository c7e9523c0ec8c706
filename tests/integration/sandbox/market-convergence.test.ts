import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as channelPost } from "@/app/api/webhooks/channels/[shop]/route";
import { POST as courierPost } from "@/app/api/webhooks/couriers/[provider]/[secret]/route";
import { rawSql } from "@/db/client";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { historySpecs } from "@/lib/sandbox/core/history";
import { marketEvents } from "@/lib/sandbox/core/market-events";
import { type MarketOrder, marketOrder } from "@/lib/sandbox/core/market-order";
import { seededRandom } from "@/lib/sandbox/core/seeded-random";
import { douyinDetailOf, genericOrderOf } from "@/lib/sandbox/payloads/market-payloads";
import { type Platform, startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { toPushRequest } from "@/lib/sandbox/servers/market-requests";
import type { PushRequest } from "@/lib/sandbox/servers/push-requests";
import { demoSecrets } from "@/lib/sandbox/use-cases/demo-secrets";
import { ensureDemoShops, pointShopsAt } from "@/lib/sandbox/use-cases/ensure-demo-shops";
import { openInboxIds, orderStatusOf } from "../../support/inbox-rows";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
const ANCHOR = Date.parse("2026-11-20T12:00:00Z");
const END = ANCHOR + 30 * 86_400_000;
const SPECS = historySpecs({ anchor: ANCHOR, days: 1, count: 30, buyers: 12 });
const ORDERS = new Map(SPECS.map((spec) => [spec.id, marketOrder(spec)]));
let db: TestDatabase;
let platform: Platform;

beforeAll(async () => {
  db = await createTestDatabase();
  const findDetail = (id: string) => {
    const order = ORDERS.get(id);
    return order ? douyinDetailOf(order, END) : null;
  };
  platform = await startDouyinPlatform({ apps: Object.values(demoSecrets().shops).map((secret) => ({ ...secret, findDetail })) });
  await pointShopsAt(ctx, await ensureDemoShops(ctx), platform.url);
});
afterAll(async () => {
  await platform.close();
  await db.drop();
});

async function deliver(request: PushRequest): Promise<number> {
  const parts = request.path.split("/").slice(4);
  const body = new Request("http://test/", { method: "POST", headers: request.headers, body: Buffer.from(request.body) });
  if (request.path.startsWith("/api/webhooks/channels/"))
    return (await channelPost(body, { params: Promise.resolve({ shop: parts[0] ?? "" }) })).status;
  return (await courierPost(body, { params: Promise.resolve({ provider: parts[0] ?? "", secret: parts[1] ?? "" }) })).status;
}

async function workOff(): Promise<void> {
  for (let before = -1; ; ) {
    const channel = await openInboxIds("channel");
    const courier = await openInboxIds("courier");
    if (channel.length + courier.length === 0 || channel.length + courier.length === before) return;
    before = channel.length + courier.length;
    for (const inboxId of courier) await processCourierPush(ctx, { inboxId });
    for (const inboxId of channel) await processChannelPush(ctx, { inboxId });
  }
}

const expectedStatus = (order: MarketOrder) => {
  const { life } = order;
  if (life.cancelledAt !== null || (life.refundedAt !== null && order.lines.length === 1)) return "cancelled";
  return genericOrderOf(order, END).status;
};

test("everything the market tells, shuffled and half of it twice, ends in the market's own state", async () => {
  const random = seededRandom("shuffle");
  const events = SPECS.flatMap((spec) => marketEvents(spec).flatMap((event) => (random.chance(0.5) ? [event, event] : [event])));
  const shuffled = events.map((event) => ({ event, key: random.unit() })).sort((a, b) => a.key - b.key);
  for (const { event } of shuffled) {
    const request = toPushRequest(event, demoSecrets());
    if (request) expect(await deliver(request)).toBe(200);
  }
  await workOff();
  expect(await openInboxIds("channel")).toEqual([]);
  expect(await openInboxIds("courier")).toEqual([]);
  for (const order of ORDERS.values()) expect([order.id, await orderStatusOf(order.shop, order.id)]).toEqual([order.id, expectedStatus(order)]);
}, 120_000);

test("every parcel the market shipped has its whole route, once", async () => {
  const shipped = [...ORDERS.values()].filter((order) => order.life.shippedAt !== null);
  const rows = await rawSql()<{ tracking_number: string; nodes: number; state: string }[]>`
    select p.tracking_number, p.state, count(e.id)::int as nodes from parcels p left join parcel_events e on e.parcel_id = p.id group by p.id`;
  expect(rows).toHaveLength(shipped.length);
  for (const row of rows) expect(row).toMatchObject({ state: "delivered", nodes: 5 });
});

test("no dead letter came of it", async () => {
  const dead = await rawSql()`select topic, reason from inbox where state = 'dead'`;
  expect(dead).toEqual([]);
});

test("no exception stays open", async () => {
  const open = await rawSql()`select type, key, detail from order_exceptions where closed_at is null`;
  expect(open).toEqual([]);
});
