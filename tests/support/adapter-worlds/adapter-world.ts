import { rawSql } from "@/db/client";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { keepFeedMessages } from "@/lib/channels/use-cases/keep-feed-messages";
import { processChannelPush } from "@/lib/channels/use-cases/process-channel-push";
import { receivePush } from "@/lib/channels/use-cases/receive-push";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import { processCourierPush } from "@/lib/couriers/use-cases/process-courier-push";
import { receiveCourierPush } from "@/lib/couriers/use-cases/receive-courier-push";
import { NO_FAULTS, type SandboxFaults } from "@/lib/sandbox/core/faults";
import { courierPush, type PushRequest } from "@/lib/sandbox/servers/push-requests";
import { toShanghai } from "@/lib/shared/clock";
import type { Ctx } from "@/lib/shared/context";
import type { Platform } from "@/lib/shared/platform";
import { testOrderBook } from "../order-book";
import { testCtx, testShop } from "../shops";
import { createTestDatabase } from "../test-database";
import type { NeutralEvent, NeutralOrder, NeutralPlace } from "./neutral-order";

/** What happened and the order as it then was; `isShown` false: the platform tells of it before it shows it. */
export type Telling = { order: NeutralOrder; event: NeutralEvent; at: Date; isShown: boolean };

/** Told once, the very same message again, or the same told in a new message. */
export type Repeat = "first" | "same" | "anew";

/** A platform on loopback with a database and a shop of its own, told of in the platform's own way. */
export type AdapterWorld = Pick<WorldBase, "ctx" | "standAt"> & {
  shopCode: string;
  /** Tells and works off what was told; nothing happens where the platform has no word for it. */
  tell(telling: Telling, repeat: Repeat): Promise<void>;
  /** The receiver's words as this platform lets us know them. */
  seenAs(place: NeutralPlace): { name: string; phone: string; address: string };
  close(): Promise<void>;
};

export const TOKENS = { accessToken: "access-1", refreshToken: "refresh-1" };

const BEGINNING = new Date("2026-11-20T03:00:00Z");
const SALT = "salt-of-the-test";

export type WorldBase = Awaited<ReturnType<typeof worldBase>>;

/** What every platform's world stands on: database, order book, a clock that only the test moves, a courier. */
export async function worldBase() {
  const db = await createTestDatabase();
  const faults: SandboxFaults = { ...NO_FAULTS };
  const clock = { at: BEGINNING };
  const ctx = testCtx({ now: () => clock.at });
  const { secret } = await createCourierAccount(ctx, { provider: "kuaidi100", name: "快递100", salt: SALT });
  return {
    db,
    faults,
    ctx,
    books: testOrderBook(),
    /** Our clock, and the platform's that checks our timestamps by it. */
    standAt(at: Date) {
      clock.at = at;
      faults.clockSkewMs = at.getTime() - Date.now();
    },
    /** A shop whose platform answers at `url`, covered from the beginning. */
    async openShop(platform: Platform, url: string, change: object = {}): Promise<ShopView> {
      const shop = await testShop({
        code: `${platform}-shop`,
        platform,
        settings: { api_base_url: url },
        access_token: TOKENS.accessToken,
        ...change,
      });
      await rawSql()`update shops set cover_from = ${BEGINNING.toISOString()} where id = ${shop.id}`;
      return shop;
    },
    /** A call at our webhook, as it came over the wire. */
    async push(shop: ShopView, request: PushRequest): Promise<void> {
      const query = Object.fromEntries(new URL(request.path, "http://test").searchParams);
      const call = { shopCode: shop.code, method: "POST" as const, query, headers: request.headers, rawBody: request.body };
      const answer = await receivePush(ctx, call);
      if (answer.status >= 300) throw new Error(`The push was refused with ${answer.status}: ${answer.body}`);
      await workOffPushes(ctx);
    },
    /** Messages of a feed, kept as its runner keeps them. */
    async hear(shop: ShopView, messages: Parameters<typeof keepFeedMessages>[1]["messages"]): Promise<void> {
      await keepFeedMessages(ctx, { shopId: shop.id, messages });
      await workOffPushes(ctx);
    },
    workOff: () => workOffPushes(ctx),
    /** The courier says that every parcel of the order was signed for. */
    async signByCourier(order: NeutralOrder, at: Date): Promise<void> {
      for (const { company, number } of order.parcels) {
        const node = { time: toShanghai(at), context: "已签收，签收人：本人", status: "签收", statusCode: "3" };
        const param = { status: "shutdown", message: "", lastResult: { com: company, nu: number, state: "3", ischeck: "1", data: [node] } };
        const { headers, body } = courierPush({ secret, salt: SALT, param });
        await receiveCourierPush(ctx, { provider: "kuaidi100", secret, headers, rawBody: body });
      }
      for (const inboxId of await receivedPushes("courier")) await processCourierPush(ctx, { inboxId });
    },
  };
}

/** As the worker's jobs would: a parked push waits until what it waits for releases it. */
async function workOffPushes(ctx: Ctx): Promise<void> {
  for (let ids = await receivedPushes("channel"); ids.length > 0; ids = await receivedPushes("channel")) {
    for (const inboxId of ids) await processChannelPush(ctx, { inboxId });
  }
}

async function receivedPushes(source: "channel" | "courier"): Promise<string[]> {
  const rows = await rawSql()<{ id: string }[]>`select id from inbox where source = ${source} and state = 'received' order by received_at, id`;
  return rows.map(({ id }) => id);
}
