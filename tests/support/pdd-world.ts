import { withTransaction } from "@/db/transaction";
import { pddAdapter } from "@/lib/channels/adapters/pdd/adapter";
import { type PddDetailInput, pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { storePush } from "@/lib/inbox/use-cases/store-push";
import { NO_FAULTS } from "@/lib/sandbox/core/faults";
import { startPddPlatform } from "@/lib/sandbox/servers/pdd-platform";
import { openInboxIds } from "./inbox-rows";
import { testOrderBook } from "./order-book";
import { shopAccess } from "./shop-access";
import { TEST_APP, testCtx, testShop } from "./shops";
import { createTestDatabase } from "./test-database";

const MALL = "9001";

/** A database, a Pinduoduo on loopback and a shop of it. */
export async function pddWorld(shopCode: string) {
  const db = await createTestDatabase();
  const books = testOrderBook();
  const app = { clientId: TEST_APP.appKey, clientSecret: TEST_APP.appSecret, mallId: MALL, accessToken: "access-1", refreshToken: "refresh-1" };
  const platform = await startPddPlatform({ apps: [{ ...app, book: books.book }], faults: { ...NO_FAULTS } });
  const shop = await testShop({
    code: shopCode,
    platform: "pdd",
    access_token: app.accessToken,
    platform_shop_id: MALL,
    settings: { api_base_url: platform.url },
  });
  return {
    /** The platform's order as it is from now on. */
    sell(detail: PddDetailInput) {
      books.put({ externalId: detail.orderSn, modifiedAt: detail.updatedAt, detail: pddDetail(detail) });
    },
    /** A frame of the message centre, kept as its feed would keep it and worked off; how each push ended. */
    async hear(frame: string): Promise<string[]> {
      const reading = pddAdapter.feed?.read({ shop: shopAccess({ platformShopId: MALL }), frame, now: new Date() });
      if (reading?.kind !== "messages") throw new Error("The frame holds no message.");
      const ctx = testCtx();
      for (const { ack: _afterwards, ...message } of reading.messages) {
        await withTransaction((tx) => storePush(tx, ctx, { source: "channel", scope: shop.id, shopId: shop.id, ...message }));
      }
      const ends: string[] = [];
      for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(ctx, { inboxId: id }));
      return ends;
    },
    async close() {
      await platform.close();
      await db.drop();
    },
  };
}

export function pddFrame(input: { type: string; tid: string; at: Date; refundId?: number }): string {
  const { type, tid, at, refundId } = input;
  const refund = refundId === undefined ? {} : { refund_id: refundId, refund_fee: 1990, modified: at.getTime() };
  const content = JSON.stringify({ mall_id: Number(MALL), tid, ...refund });
  return JSON.stringify({ id: 1, commandType: "Common", sendTime: at.getTime(), message: { type, mallID: Number(MALL), content } });
}
