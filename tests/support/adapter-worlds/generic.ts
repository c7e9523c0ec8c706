import { startGenericPlatform } from "@/lib/sandbox/servers/generic-platform";
import { genericPush } from "@/lib/sandbox/servers/push-requests";
import { TEST_APP } from "../shops";
import { type AdapterWorld, type Repeat, type Telling, worldBase } from "./adapter-world";
import { RECEIVER } from "./neutral-order";
import { ownSystemOrder } from "./own-system-order";

/** An own site pushes whole canonical orders; what it does not tell of yet it cannot refer to. */
export async function genericWorld(): Promise<AdapterWorld> {
  const base = await worldBase();
  const platform = await startGenericPlatform({ apps: [{ ...TEST_APP, book: base.books.book }], faults: base.faults });
  const shop = await base.openShop("generic", platform.url);
  return {
    ctx: base.ctx,
    standAt: base.standAt,
    shopCode: shop.code,
    seenAs: ({ address }) => ({ name: RECEIVER.name, phone: RECEIVER.phone, address }),
    async tell({ order, isShown }: Telling, _repeat: Repeat) {
      if (!isShown) return;
      const { shop: _ours, ...canonical } = ownSystemOrder(order, shop.code);
      const parcels = order.parcels.map(({ company, number }) => ({ carrier: company, tracking_number: number }));
      await base.push(shop, genericPush({ shopCode: shop.code, appSecret: TEST_APP.appSecret, orders: [{ ...canonical, parcels }] }));
    },
    async close() {
      await platform.close();
      await base.db.drop();
    },
  };
}
