import { POST } from "@/app/api/webhooks/channels/[shop]/route";
import { rawSql } from "@/db/client";
import { type DouyinDetailInput, douyinDetail } from "@/lib/channels/adapters/douyin/fixtures";
import { md5EventSign } from "@/lib/channels/adapters/douyin/signature";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { startDouyinPlatform } from "@/lib/sandbox/servers/douyin-platform";
import { douyinPush } from "@/lib/sandbox/servers/push-requests";
import { openInboxIds } from "./inbox-rows";
import { TEST_APP, testCtx, testShop } from "./shops";
import { createTestDatabase } from "./test-database";

export const DOUYIN_T0 = 1_795_000_000;

/** A database, a platform on loopback and a shop of it; `details` is what the platform knows. */
export async function douyinWorld(shopCode: string) {
  const db = await createTestDatabase();
  const details = new Map<string, Record<string, unknown>>();
  const platform = await startDouyinPlatform({ apps: [{ ...TEST_APP, findDetail: (id) => details.get(id) ?? null }] });
  const shop = await testShop({ code: shopCode, settings: { api_base_url: platform.url } });
  const post = (rawBody: Uint8Array | string, headers: Record<string, string>, code = shopCode) =>
    POST(new Request("http://test/", { method: "POST", body: Buffer.from(rawBody), headers }), {
      params: Promise.resolve({ shop: code }),
    });
  return {
    details,
    platform,
    shop,
    post,
    /** A push that says that the order changed. */
    message(orderId: string, tag = "101", code = shopCode) {
      const messages = [{ tag, msgId: `m-${orderId}-${tag}`, data: { p_id: orderId } }];
      const push = douyinPush({ shopCode: code, ...TEST_APP, messages });
      return post(push.body, push.headers, code);
    },
    async reset() {
      details.clear();
      await rawSql()`delete from inbox`;
    },
    async close() {
      await platform.close();
      await db.drop();
    },
  };
}

/** Headers that sign a body as the test application does. */
export function signedHeaders(body: string): Record<string, string> {
  return { "app-id": TEST_APP.appKey, "event-sign": md5EventSign(TEST_APP, Buffer.from(body)) };
}

/** Works off what the inbox holds, as the worker's jobs would; returns how each push ended. */
export async function workOffChannels(): Promise<string[]> {
  const ends: string[] = [];
  for (const id of await openInboxIds("channel")) ends.push(await processChannelPush(testCtx(), { inboxId: id }));
  return ends;
}

/** A paid order of two, unless told otherwise. */
export function testDetail(change: Partial<DouyinDetailInput> & { orderId: string }): Record<string, unknown> {
  return douyinDetail({
    orderStatus: 2,
    createTime: DOUYIN_T0,
    payTime: DOUYIN_T0 + 60,
    updateTime: DOUYIN_T0 + 60,
    receiver: { name: "林小满", phone: "13911112222", address: "文二路 9 号 3 幢 402" },
    place: { province: "重庆市", city: "县", district: "秀山土家族苗族自治县" },
    openAddressId: "addr-token-1",
    lines: [{ orderId: change.orderId, sku: "SKU-1", title: "测试商品", quantity: 2, price: 1990 }],
    ...change,
  });
}
