import type { IncomingOrderInput } from "@/lib/orders/core/incoming-order";
import { PLATFORMS, type Platform } from "@/lib/shared/platform";
import { DEMO_SHOPS, type DemoShop } from "../core/demo-shops";
import { NO_FAULTS, type SandboxFaults } from "../core/faults";
import type { MarketEvent } from "../core/market-events";
import { messagesThatLeave } from "../core/message-faults";
import type { OrderBook } from "../core/order-book";
import { demoSecrets } from "../use-cases/demo-secrets";
import type { ShopPointer } from "../use-cases/ensure-demo-shops";
import { startDouyinPlatform } from "./douyin-platform";
import { startGenericPlatform } from "./generic-platform";
import { startJdPlatform } from "./jd-platform";
import { messagesOf } from "./market-messages";
import { startPddPlatform } from "./pdd-platform";
import type { PushRequest } from "./push-requests";
import { startTaobaoPlatform } from "./taobao-platform";
import { startWechatPlatform } from "./wechat-platform";
import { wechatPayKey } from "./wechat-push-requests";

export type PlatformFaults = Record<Platform, SandboxFaults>;

export function noPlatformFaults(): PlatformFaults {
  return Object.fromEntries(PLATFORMS.map((platform) => [platform, { ...NO_FAULTS }])) as PlatformFaults;
}

export type DemoPlatforms = {
  /** How each shop reaches its platform, by its code. */
  pointers: ReadonlyMap<string, ShopPointer>;
  /** Tells one round of what happened, as each platform does and as its faults let through. */
  tell(events: readonly MarketEvent[]): void;
  /** Messages of feeds that nobody has acknowledged yet. */
  unheard(): number;
  close(): Promise<void>;
};

type Input = {
  book: (shopCode: string) => OrderBook;
  faults: PlatformFaults;
  /** A call that leaves for the product. */
  send(request: PushRequest): void;
  /** Orders that a shop's own system hands over. */
  takeOrders(orders: IncomingOrderInput[]): void;
  random?: () => number;
};

/** Opens every platform of the demo on loopback, each with the shops that sell there. */
export async function openDemoPlatforms(input: Input): Promise<DemoPlatforms> {
  const { faults, send, takeOrders, random = Math.random } = input;
  const secrets = demoSecrets();
  const payKey = wechatPayKey();
  const servers = await openServers(input);
  const told = (platform: Platform, requests: PushRequest[]) =>
    messagesThatLeave({ messages: requests, faults: faults[platform], random }).forEach((request) => void send(request));
  return {
    pointers: new Map(DEMO_SHOPS.map((shop) => [shop.code, pointerOf(shop, servers, payKey.pem)])),
    tell(events) {
      for (const shop of DEMO_SHOPS) {
        const round = events.filter((event) => event.order.shop === shop.code);
        const messages = round.filter((event) => event.kind === "order").flatMap((event) => messagesOf(event, { secrets, payKey }));
        told(
          shop.platform,
          messages.flatMap((one) => (one.kind === "push" ? [one.request] : [])),
        );
        servers.taobao.feed.tell(messages.flatMap((one) => (one.kind === "taobao" ? [one.message] : [])));
        servers.pdd.feed.tell(messages.flatMap((one) => (one.kind === "pdd" ? [one.message] : [])));
        const orders = messages.flatMap((one) => (one.kind === "orders" ? one.orders : []));
        if (orders.length > 0) takeOrders(orders);
        const routes = round.filter((event) => event.kind === "route").flatMap((event) => messagesOf(event, { secrets, payKey }));
        for (const route of routes) if (route.kind === "push") send(route.request);
      }
    },
    unheard: () => servers.taobao.feed.unconfirmed() + servers.pdd.feed.unacknowledged(),
    async close() {
      await Promise.all(Object.values(servers).map((server) => server.close()));
    },
  };
}

async function openServers({ book, faults, random }: Input) {
  const { shops } = demoSecrets();
  const appsOf = (platform: Platform) =>
    DEMO_SHOPS.filter((shop) => shop.platform === platform).flatMap((shop) => {
      const secret = shops[shop.code];
      return secret ? [{ ...secret, ...namesOf(shop, secret.appKey, secret.appSecret), ...secret.credentials, book: book(shop.code) }] : [];
    });
  return {
    douyin: await startDouyinPlatform({ apps: appsOf("douyin").map((app) => ({ ...app, ...app.book })), faults: faults.douyin, random }),
    taobao: await startTaobaoPlatform({ apps: appsOf("taobao"), faults: faults.taobao, random }),
    jd: await startJdPlatform({ apps: appsOf("jd"), faults: faults.jd, random }),
    pdd: await startPddPlatform({ apps: appsOf("pdd"), faults: faults.pdd, random }),
    wechat_channels: await startWechatPlatform({ apps: appsOf("wechat_channels"), faults: faults.wechat_channels, random }),
    wechat_pay: await startWechatPlatform({ apps: appsOf("wechat_pay"), faults: faults.wechat_pay, random }),
    generic: await startGenericPlatform({ apps: appsOf("generic"), faults: faults.generic, random }),
  };
}

/** The same application by the names each platform has for it. */
function namesOf({ platformShopId }: DemoShop, appKey: string, appSecret: string) {
  return { clientId: appKey, clientSecret: appSecret, appId: appKey, sellerId: platformShopId, mallId: platformShopId };
}

function pointerOf(shop: DemoShop, servers: Awaited<ReturnType<typeof openServers>>, payKeyPem: string): ShopPointer {
  const { url } = servers[shop.platform];
  const hasFeed = shop.platform === "taobao" || shop.platform === "pdd";
  return {
    settings: { api_base_url: url, feed_url: hasFeed ? url.replace(/^http/, "ws") : "" },
    credentials: shop.platform === "wechat_pay" ? { platform_keys: payKeyPem } : {},
  };
}
