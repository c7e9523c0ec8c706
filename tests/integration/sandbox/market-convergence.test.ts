import { afterAll, beforeAll, expect, test } from "vitest";
import { POST as channelPost } from "@/app/api/webhooks/channels/[shop]/route";
import { POST as courierPost } from "@/app/api/webhooks/couriers/[provider]/[secret]/route";
import { rawSql } from "@/db/client";
import { type Feeds, keepFeeds } from "@/lib/channels/use-cases/keep-feeds";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { runBackfill } from "@/lib/channels/use-cases/run-backfill";
import { startBackfill } from "@/lib/channels/use-cases/start-backfill";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { ingestOrders } from "@/lib/orders/use-cases/ingest-orders";
import { DEMO_SHOPS, demoShop } from "@/lib/sandbox/core/demo-shops";
import { newSpec } from "@/lib/sandbox/core/history";
import { marketEvents } from "@/lib/sandbox/core/market-events";
import { endedByRefund, type MarketOrder, marketOrder } from "@/lib/sandbox/core/market-order";
import { seededRandom } from "@/lib/sandbox/core/seeded-random";
import { type DemoPlatforms, noPlatformFaults, openDemoPlatforms } from "@/lib/sandbox/servers/demo-platforms";
import { marketBook } from "@/lib/sandbox/servers/market-book";
import type { PushRequest } from "@/lib/sandbox/servers/push-requests";
import { ensureDemoShops, pointShopsAt } from "@/lib/sandbox/use-cases/ensure-demo-shops";
import { openInboxIds, orderStatusOf } from "../../support/inbox-rows";
import { testCtx } from "../../support/shops";
import { createTestDatabase, type TestDatabase } from "../../support/test-database";

const ctx = testCtx();
/** Long over, and the same in every run. */
const ANCHOR = Date.parse("2025-01-10T12:00:00Z");
const END = ANCHOR + 30 * 86_400_000;
const PER_SHOP = 5;
const trade = seededRandom("a day of every shop");
const SPECS = DEMO_SHOPS.flatMap(({ code: shop }) =>
  Array.from({ length: PER_SHOP }, () =>
    newSpec({ random: trade, placedAt: ANCHOR - trade.int(1, 86_400_000), buyer: trade.int(1, 20), pace: "history", shop }),
  ),
);
const ORDERS = new Map(SPECS.map((spec) => [spec.id, marketOrder(spec)]));
const answers: Promise<number>[] = [];
let db: TestDatabase;
let platforms: DemoPlatforms;
let feeds: Feeds;

beforeAll(async () => {
  db = await createTestDatabase();
  platforms = await openDemoPlatforms({
    book: (shop) => marketBook({ shop, find: (id) => ORDERS.get(id) ?? null, list: () => ORDERS.values(), now: () => END }),
    faults: noPlatformFaults(),
    send: (request) => void answers.push(deliver(request)),
    takeOrders: (orders) => void answers.push(ingestOrders(ctx, { orders }).then(() => 200)),
  });
  await pointShopsAt(ctx, await ensureDemoShops(ctx), platforms.pointers);
  feeds = keepFeeds(ctx, { databaseUrl: db.url, onProblem: (text) => expect(text).toBe(""), lookEveryMs: 200 });
});
afterAll(async () => {
  await feeds.stop();
  await platforms.close();
  await db.drop();
});

async function deliver(request: PushRequest): Promise<number> {
  const url = new URL(request.path, "http://test/");
  const [, , , kind, first = "", second = ""] = url.pathname.split("/");
  const body = new Request(url, { method: "POST", headers: request.headers, body: Buffer.from(request.body) });
  if (kind === "channels") return (await channelPost(body, { params: Promise.resolve({ shop: first }) })).status;
  return (await courierPost(body, { params: Promise.resolve({ provider: first, secret: second }) })).status;
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

/** Null where the platform never shows the order; Pinduoduo's last word is that it was received. */
const expectedStatus = (order: MarketOrder) => {
  const { life } = order;
  const { platform } = demoShop(order.shop);
  if (life.paidAt === null && (platform === "pdd" || platform === "jd")) return null;
  if (life.cancelledAt !== null || endedByRefund(order)) return "cancelled";
  return platform === "pdd" ? "delivered" : "completed";
};

test("everything the market tells, shuffled and half of it twice, ends in the market's own state", async () => {
  const random = seededRandom("shuffle");
  const events = SPECS.flatMap((spec) => marketEvents(spec).flatMap((event) => (random.chance(0.5) ? [event, event] : [event])));
  const shuffled = events.map((event) => ({ event, key: random.unit() })).sort((a, b) => a.key - b.key);
  for (const { event } of shuffled) {
    platforms.tell([event]);
    if (answers.length >= 20) for (const answer of await Promise.all(answers.splice(0))) expect(answer).toBeLessThan(300);
  }
  for (const answer of await Promise.all(answers.splice(0))) expect(answer).toBeLessThan(300);
  await expect.poll(() => platforms.unheard(), { timeout: 20_000 }).toBe(0);
  await pullWhatIsNotPushed();
  await workOff();
  expect(await openInboxIds("channel")).toEqual([]);
  expect(await openInboxIds("courier")).toEqual([]);
  for (const order of ORDERS.values()) expect([order.id, await orderStatusOf(order.shop, order.id)]).toEqual([order.id, expectedStatus(order)]);
}, 240_000);

/** JD tells nothing: its orders are pulled. */
async function pullWhatIsNotPushed(): Promise<void> {
  const range = { from: new Date(ANCHOR - 2 * 86_400_000).toISOString(), to: new Date(END).toISOString() };
  for (const { code } of DEMO_SHOPS.filter((shop) => shop.platform === "jd")) {
    const { backfill } = await startBackfill(ctx, { shop: code, ...range });
    const done = await runBackfill(ctx, { id: backfill?.id ?? "" });
    expect(done).toMatchObject({ done: true, refused: 0 });
  }
}

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
