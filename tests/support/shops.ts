import type { CreateShopInput, ShopView } from "@/lib/channels/core/shop-view";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { type Clock, systemClock } from "@/lib/shared/clock";
import { type Ctx, systemCtx } from "@/lib/shared/context";

export const TEST_APP = { appKey: "7001000200030004", appSecret: "b1f0c7d2-test-secret" };

/** A shop of its own for a test; a Douyin shop with TEST_APP unless told otherwise. */
export function testShop(input: Partial<CreateShopInput> & { code: string }): Promise<ShopView> {
  return createShop(testCtx(), {
    platform: "douyin",
    name: `测试店 ${input.code}`,
    app_key: TEST_APP.appKey,
    app_secret: TEST_APP.appSecret,
    ...input,
  });
}

export function testCtx(clock: Clock = systemClock): Ctx {
  return systemCtx("test", clock);
}
