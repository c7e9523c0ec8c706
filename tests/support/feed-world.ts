import { rawSql } from "@/db/client";
import { taobaoTrade } from "@/lib/channels/adapters/taobao/fixtures";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { type Feeds, keepFeeds } from "@/lib/channels/use-cases/keep-feeds";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startPddPlatform } from "@/lib/sandbox/servers/pdd-platform";
import { startTaobaoPlatform } from "@/lib/sandbox/servers/taobao-platform";
import { openInboxIds } from "./inbox-rows";
import { testOrderBook } from "./order-book";
import { TEST_APP, testCtx, testShop } from "./shops";
import { createTestDatabase } from "./test-database";

const SELLER = "9001";
const SEEN_AT = new Date("2026-11-20T03:00:00Z");

/** A database, a Taobao and a Pinduoduo on loopback, a shop of each, and as many feed keepers as a test opens. */
export async function feedWorld() {
  const db = await createTestDatabase();
  const books = testOrderBook();
  const faults: SandboxFaults = { ...NO_FAULTS };
  const tokens = { accessToken: "access-1", refreshToken: "refresh-1" };
  const { appKey, appSecret } = TEST_APP;
  const taobao = await startTaobaoPlatform({ apps: [{ appKey, appSecret, sellerId: SELLER, ...tokens, book: books.book }], faults });
  const pdd = await startPddPlatform({
    apps: [{ clientId: appKey, clientSecret: appSecret, mallId: SELLER, ...tokens, book: testOrderBook().book }],
    faults,
  });
  const shopOf = (code: string, platform: "taobao" | "pdd", url: string, change: object = {}) =>
    testShop({
      code,
      platform,
      access_token: tokens.accessToken,
      platform_shop_id: SELLER,
      settings: { api_base_url: url, feed_url: url.replace(/^http/, "ws"), buffer_minutes: 0 },
      ...change,
    });
  const problems: string[] = [];
  const open: Feeds[] = [];
  return {
    db,
    taobao,
    pdd,
    faults,
    problems,
    taobaoShop: (code: string, change: object = {}): Promise<ShopView> => shopOf(code, "taobao", taobao.url, change),
    pddShop: (code: string): Promise<ShopView> => shopOf(code, "pdd", pdd.url),
    /** A worker's keeper of feeds; it looks for shops every tenth of a second. */
    keeper(): Feeds {
      const feeds = keepFeeds(testCtx(), { databaseUrl: db.url, onProblem: (text) => problems.push(text), lookEveryMs: 100 });
      open.push(feeds);
      return feeds;
    },
    /** Taobao sells a trade and tells of it. */
    sell(tid: string, topic = "taobao_trade_TradeBuyerPay") {
      const detail = taobaoTrade({
        tid,
        status: "WAIT_SELLER_SEND_GOODS",
        created: SEEN_AT,
        paid: SEEN_AT,
        modified: SEEN_AT,
        lines: [{ oid: tid, sku: "CUP", title: "保温杯", quantity: 1, price: 2590 }],
      });
      books.put({ externalId: tid, modifiedAt: SEEN_AT, detail });
      taobao.feed.tell([{ appKey, topic, content: `{"tid":${tid},"oid":${tid}}` }]);
    },
    inbox: () => rawSql()<{ state: string; repeats: number; topic: string; reason: string | null }[]>`
      select state, repeats, topic, reason from inbox order by received_at`,
    async workOff(): Promise<void> {
      for (const inboxId of await openInboxIds("channel")) await processChannelPush(testCtx(), { inboxId });
    },
    async reset(): Promise<void> {
      for (const feeds of open.splice(0)) await feeds.stop();
      await rawSql()`delete from inbox`;
      await rawSql()`update shops set paused_at = now()`;
      problems.length = 0;
      Object.assign(faults, NO_FAULTS);
    },
    async close(): Promise<void> {
      for (const feeds of open.splice(0)) await feeds.stop();
      await taobao.close();
      await pdd.close();
      await db.drop();
    },
  };
}
