import { rawSql } from "@/db/client";
import { type PddDetailInput, pddDetail } from "@/lib/channels/adapters/pdd/fixtures";
import { shopPlace } from "@/lib/channels/core/shop-place";
import { planPulls } from "@/lib/channels/use-cases/plan-pulls";
import { type PullEnd, pullWindow } from "@/lib/channels/use-cases/pull-window";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { startPddPlatform } from "@/lib/sandbox/servers/pdd-platform";
import { sealText } from "@/lib/security/crypto/field-cipher";
import { testOrderBook } from "./order-book";
import { TEST_APP, testCtx, testShop } from "./shops";
import { createTestDatabase } from "./test-database";

const MINUTE = 60_000;

export type WindowFact = {
  id: string;
  kind: string;
  from: Date;
  to: Date;
  state: string;
  attempts: number;
  created: number;
  refused: number;
  error: string | null;
};

/** A database, a Pinduoduo on loopback, a shop of it that has just been connected, and a clock that only tests move. */
export async function pullWorld(shopCode: string) {
  const db = await createTestDatabase();
  const books = testOrderBook();
  const faults: SandboxFaults = { ...NO_FAULTS };
  const app = { clientId: TEST_APP.appKey, clientSecret: TEST_APP.appSecret, mallId: "9001", accessToken: "access-1", refreshToken: "refresh-1" };
  const platform = await startPddPlatform({ apps: [{ ...app, book: books.book }], faults });
  // Whole seconds, as the platform counts; a real beginning, since the platform checks our timestamps by its clock.
  let now = Math.floor(Date.now() / 1000) * 1000;
  const clock = { now: () => new Date(now) };
  const ctx = testCtx(clock);
  const settings = { api_base_url: platform.url, buffer_minutes: 0 };
  const shop = await testShop({ code: shopCode, platform: "pdd", access_token: app.accessToken, platform_shop_id: app.mallId, settings });
  await rawSql()`update shops set cover_from = ${clock.now().toISOString()}, refresh_token = ${sealText(shopPlace("refresh_token", shop.id), app.refreshToken)} where id = ${shop.id}`;
  const world = {
    db,
    ctx,
    clock,
    shop,
    faults,
    books,
    /** Both clocks go on: ours, and the platform's that checks our timestamps. */
    pass(minutes: number) {
      now += minutes * MINUTE;
      faults.clockSkewMs += minutes * MINUTE;
    },
    ago: (minutes: number) => new Date(now - minutes * MINUTE),
    /** The platform sells an order, `minutes` ago. */
    sell(orderSn: string, minutes = 0, change: Partial<PddDetailInput> = {}) {
      const at = new Date(now - minutes * MINUTE);
      const detail = pddDetail({ ...ORDER, orderSn, createdAt: at, paidAt: at, updatedAt: at, ...change });
      books.put({ externalId: orderSn, modifiedAt: change.updatedAt ?? at, detail });
    },
    /** Pulls what is due, as the worker's jobs would; how each window ended. */
    async workOff(): Promise<PullEnd[]> {
      const due = await rawSql()<{ id: string }[]>`
        select id from pull_windows where state in ('planned', 'failed') and (next_try_at is null or next_try_at <= ${clock.now().toISOString()}) order by from_at, id`;
      const ends: PullEnd[] = [];
      for (const { id } of due) ends.push(await pullWindow(ctx, { window_id: id }));
      return ends;
    },
    /** One minute of the schedule: time goes on, windows are planned and pulled. */
    async minute(): Promise<PullEnd[]> {
      world.pass(1);
      await planPulls(ctx);
      return world.workOff();
    },
    async windows(): Promise<WindowFact[]> {
      const rows = await rawSql()<(Omit<WindowFact, "from" | "to"> & { from: string; to: string })[]>`
        select id, kind, from_at as "from", to_at as "to", state, attempts, created, refused, error from pull_windows order by created_at, from_at`;
      return rows.map((row) => ({ ...row, from: new Date(row.from), to: new Date(row.to) }));
    },
    async orders(): Promise<string[]> {
      const rows = await rawSql()<{ id: string }[]>`select external_id as id from orders where shop_id = ${shop.id} order by external_id`;
      return rows.map(({ id }) => id);
    },
    async close() {
      await platform.close();
      await db.drop();
    },
  };
  return world;
}

const ORDER = {
  orderStatus: 1,
  receiver: { name: "周远舟", phone: "13600002222", address: "翠微路 5 号" },
  place: { province: "浙江省", city: "宁波市", district: "鄞州区" },
  items: [{ skuId: "11", sku: "CUP", name: "保温杯", quantity: 1, price: 2590 }],
};
