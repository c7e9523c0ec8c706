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

/** The demo's shops and courier account, made once. Returns the shops. */
export async function ensureDemoShops(ctx: Ctx): Promise<ShopView[]> {
  const known = new Set((await listShops(ctx)).shops.map((shop) => shop.code));
  for (const shop of DEMO_SHOPS) if (!known.has(shop.code)) await createShop(ctx, toInput(shop));
  await ensureCourier(ctx);
  const { shops } = await listShops(ctx);
  return shops.filter((shop) => DEMO_SHOPS.some((one) => one.code === shop.code));
}

/** Points the Douyin shops at the sandbox platform, which has a new port after every start. */
export async function pointShopsAt(ctx: Ctx, shops: ShopView[], apiBaseUrl: string): Promise<void> {
  for (const shop of shops) {
    if (shop.platform === "douyin" && shop.settings.api_base_url !== apiBaseUrl) {
      await updateShop(ctx, { shop_id: shop.id, settings: { api_base_url: apiBaseUrl } });
    }
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
