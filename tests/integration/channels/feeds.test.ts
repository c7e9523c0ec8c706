import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { rawSql } from "@/db/client";
import { keepFeedMessages } from "@/lib/channels/use-cases/keep-feed-messages";
import { updateShop } from "@/lib/channels/use-cases/update-shop";
import { feedWorld } from "../../support/feed-world";
import { orderIdOf } from "../../support/inbox-rows";
import { testCtx } from "../../support/shops";

const WAIT = { timeout: 10_000, interval: 30 };
let world: Awaited<ReturnType<typeof feedWorld>>;

beforeAll(async () => {
  world = await feedWorld();
});
afterEach(() => world.reset());
afterAll(() => world.close());

const settled = (count: number) => expect.poll(async () => [(await world.inbox()).length, world.taobao.feed.unconfirmed()], WAIT).toEqual([count, 0]);
const shopRow = async (id: string) =>
  (await rawSql()<{ last_feed_at: string | null; last_error: string | null }[]>`select last_feed_at, last_error from shops where id = ${id}`)[0];
/** Connections that hold a shop's feed now, by the database's own list of locks. */
const holders = async () =>
  (
    await rawSql()<
      { n: number }[]
    >`select count(*)::int as n from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`
  )[0]?.n;

test("a message of Taobao's feed becomes an order, is confirmed, and the shop shows when its feed was last heard", async () => {
  const shop = await world.taobaoShop("feed-1");
  world.keeper();
  world.sell("2918463734761365258");
  await settled(1);
  await world.workOff();
  expect(await orderIdOf("feed-1", "2918463734761365258")).not.toBeNull();
  await expect.poll(async () => (await shopRow(shop.id))?.last_feed_at, WAIT).not.toBeNull();
});

test("Pinduoduo's message centre is listened to over its signed address", async () => {
  await world.pddShop("feed-pdd");
  world.keeper();
  world.pdd.feed.tell([{ mallId: "9001", type: "pdd_trade_TradeConfirmed", content: { mall_id: 9001, tid: "261120-1" } }]);
  await expect.poll(async () => [(await world.inbox()).length, world.pdd.feed.unacknowledged()], WAIT).toEqual([1, 0]);
  expect((await world.inbox())[0]).toMatchObject({ topic: "pdd_trade_TradeConfirmed", state: "received" });
});

test("a thousand messages at once are all kept before they are confirmed", async () => {
  await world.taobaoShop("feed-many");
  world.keeper();
  const tids = Array.from({ length: 1_000 }, (_, index) => String(2_918_463_734_761_000_000n + BigInt(index)));
  world.taobao.feed.tell(tids.map((tid) => ({ appKey: "7001000200030004", topic: "taobao_trade_TradeBuyerPay", content: `{"tid":${tid}}` })));
  await settled(1_000);
});

test("what was kept and not confirmed before the line broke comes again and has one effect", async () => {
  const shop = await world.taobaoShop("feed-twice");
  // While nothing can be written to the inbox the message is heard, and the line breaks before it could be confirmed.
  const held = holdInbox();
  await held.taken;
  world.keeper();
  world.sell("77");
  await expect.poll(() => waitsForInbox(), WAIT).toBe(true);
  world.taobao.feed.drop();
  held.release();
  await settled(1);
  expect((await world.inbox())[0]).toMatchObject({ repeats: 1 });
  await world.workOff();
  const [versions] = await rawSql()`select count(*)::int as n from order_versions v join orders o on o.id = v.order_id where o.shop_id = ${shop.id}`;
  expect(versions?.n).toBe(1);
});

test("a message that cannot be kept is not confirmed, and comes again", async () => {
  const shop = await world.taobaoShop("feed-refused");
  await rawSql()`alter table inbox add constraint nothing_today check (topic <> 'taobao.taobao_trade_TradeBuyerPay') not valid`;
  world.keeper();
  world.sell("78");
  await expect.poll(() => world.problems.some((text) => text.includes("could not be kept")), WAIT).toBe(true);
  expect([world.taobao.feed.unconfirmed(), (await world.inbox()).length]).toEqual([1, 0]);
  await rawSql()`alter table inbox drop constraint nothing_today`;
  await settled(1);
  expect(await orderIdOf("feed-refused", "78")).toBeNull();
  await world.workOff();
  expect(await orderIdOf("feed-refused", "78")).not.toBeNull();
  expect((await shopRow(shop.id))?.last_feed_at).not.toBeNull();
});

test("a closed connection is opened again, as often as it is closed", async () => {
  await world.taobaoShop("feed-again");
  world.keeper();
  for (const tid of ["1", "2", "3"]) {
    world.sell(tid);
    await settled(Number(tid));
    world.taobao.feed.drop();
  }
  await expect.poll(() => world.problems.filter((text) => text.includes("was closed")).length, WAIT).toBe(3);
});

test("a frame nobody can read is kept as a dead letter with its reason", async () => {
  await world.taobaoShop("feed-odd");
  world.keeper();
  await expect.poll(holders, WAIT).toBe(1);
  await expect.poll(() => world.taobao.feed.shout(Buffer.from([2, 2, 99, 0, 255])), WAIT).toBe(1);
  await settled(1);
  await world.workOff();
  expect((await world.inbox())[0]).toMatchObject({ state: "dead", topic: "unreadable", reason: "A frame of 5 bytes is not one of TMC's." });
});

test("of two workers one connects; when its hold ends the other takes over within seconds", async () => {
  await world.taobaoShop("feed-two");
  const first = world.keeper();
  await expect.poll(() => world.taobao.feed.connections(), WAIT).toBe(1);
  world.keeper();
  // The second has looked at least five times by then.
  await new Promise((later) => setTimeout(later, 600));
  expect(world.taobao.feed.connections()).toBe(1);
  // As after a kill: the database ends the connection that holds the locks.
  await rawSql()`select pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and database = (select oid from pg_database where datname = current_database())`;
  world.sell("5");
  await settled(1);
  await expect.poll(async () => [await holders(), world.taobao.feed.connections()], WAIT).toEqual([1, 1]);
  await first.stop();
  await expect.poll(async () => [await holders(), world.taobao.feed.connections()], WAIT).toEqual([1, 1]);
});

test("a refused signature shows at the shop and is not tried again until somebody changes it", async () => {
  const shop = await world.taobaoShop("feed-wrong", { app_secret: "another" });
  world.keeper();
  await expect.poll(async () => (await shopRow(shop.id))?.last_error, WAIT).toMatch(/TMC refused/);
  await new Promise((later) => setTimeout(later, 500));
  expect(world.problems).toHaveLength(1);
});

test("a paused shop is let go, one that goes on is connected, and a new address is followed", async () => {
  const shop = await world.taobaoShop("feed-pause", { settings: { api_base_url: world.taobao.url, feed_url: "ws://127.0.0.1:9" } });
  world.keeper();
  await expect.poll(() => world.problems.length, WAIT).toBeGreaterThan(0);
  await updateShop(testCtx(), { shop_id: shop.id, settings: { feed_url: world.taobao.feedUrl } });
  await expect.poll(() => world.taobao.feed.connections(), WAIT).toBe(1);
  await rawSql()`update shops set paused_at = now() where id = ${shop.id}`;
  await expect.poll(async () => [await holders(), world.taobao.feed.connections()], WAIT).toEqual([0, 0]);
  await rawSql()`update shops set paused_at = null where id = ${shop.id}`;
  await expect.poll(() => world.taobao.feed.connections(), WAIT).toBe(1);
});

test("one message twice in a batch is a repeat, not an error", async () => {
  const shop = await world.taobaoShop("feed-batch");
  const message = { dedupeKey: "tmc:1", topic: "taobao.x", payload: { topic: "x", content: "{}" } };
  await keepFeedMessages(testCtx(), { shopId: shop.id, messages: [message, { ...message, dedupeKey: "tmc:2" }, message] });
  expect((await world.inbox()).map(({ repeats }) => repeats).sort()).toEqual([0, 1]);
});

function waitsForInbox(): Promise<boolean> {
  return rawSql()`select 1 from pg_locks where not granted and relation = 'inbox'::regclass`.then((rows) => rows.length > 0);
}

/** A transaction that holds the whole inbox until it is released. */
function holdInbox(): { taken: Promise<void>; release: () => void } {
  let release: () => void = () => undefined;
  const released = new Promise<void>((done) => {
    release = done;
  });
  const taken = new Promise<void>((ready, fail) => {
    rawSql()
      .begin(async (sql) => {
        await sql`lock table inbox in access exclusive mode`;
        ready();
        await released;
      })
      .catch(fail);
  });
  return { taken, release };
}
