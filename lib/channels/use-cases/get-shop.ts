import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import type { ShopView } from "../core/shop-view";
import { listShops } from "./list-shops";

export async function getShop(ctx: Ctx, input: { shop_id: string }): Promise<ShopView> {
  const { shops } = await listShops(ctx);
  const shop = shops.find((one) => one.id === input.shop_id);
  if (!shop) throw notFound("channels", "shop", input.shop_id);
  return shop;
}
