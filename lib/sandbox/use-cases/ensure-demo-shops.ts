import type { ShopView } from "@/lib/channels/core/shop-view";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { updateShop } from "@/lib/channels/use-cases/update-shop";
import { createCourierAccount } from "@/lib/couriers/use-cases/create-courier-account";
import type { Ctx } from "@/lib/shared/context";
import { isCodedError } from "@/lib/shared/errors";
import { DEMO_SHOPS, type DemoShop } from "../core/demo-shops";
import { demoSecrets } from "./demo-secrets";

/** A newcomer should see orders become ready to ship while watching. */
const DEMO_BUFFER_MINUTES = 1;

/** Where a shop's platform answers since the sandbox started, and what of its keys is new. */
export type ShopPointer = { settings: { api_base_url: string; feed_url: string }; credentials: Record<string, string> };

/** The demo's shops and courier account, made once. Returns the shops. */
export async function ensureDemoShops(ctx: Ctx): Promise<ShopView[]> {
  const known = new Set((await listShops(ctx)).shops.map((shop) => shop.code));
  for (const shop of DEMO_SHOPS) if (!known.has(shop.code)) await createShop(ctx, toInput(shop));
  await ensureCourier(ctx);
  const { shops } = await listShops(ctx);
  return shops.filter((shop) => DEMO_SHOPS.some((one) => one.code === shop.code));
}

/** Points the shops at the sandbox's platforms, which have new ports and the first tokens again after every start. */
export async function pointShopsAt(ctx: Ctx, shops: ShopView[], pointers: ReadonlyMap<string, ShopPointer>): Promise<void> {
  const secrets = demoSecrets().shops;
  for (const { id, code } of shops) {
    const [pointer, secret] = [pointers.get(code), secrets[code]];
    if (!pointer || !secret) continue;
    await updateShop(ctx, {
      shop_id: id,
      settings: pointer.settings,
      access_token: secret.accessToken,
      refresh_token: secret.refreshToken,
      credentials: { ...secret.credentials, ...pointer.credentials },
    });
  }
}

function toInput(shop: DemoShop): Parameters<typeof createShop>[1] {
  const secret = demoSecrets().shops[shop.code];
  return {
    platform: shop.platform,
    code: shop.code,
    name: shop.name,
    app_key: secret?.appKey ?? "",
    app_secret: secret?.appSecret ?? "",
    platform_shop_id: shop.platformShopId || null,
    settings: { buffer_minutes: DEMO_BUFFER_MINUTES, default_warehouse: shop.warehouse },
  };
}

async function ensureCourier(ctx: Ctx): Promise<void> {
  const { courierSecret, courierSalt } = demoSecrets();
  try {
    await createCourierAccount(ctx, { provider: "kuaidi100", name: "快递100（演示）", salt: courierSalt, secret: courierSecret });
  } catch (error) {
    if (!isCodedError(error) || error.code !== "couriers.secret_taken") throw error;
  }
}
