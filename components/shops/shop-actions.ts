import type { ActionResult } from "@/components/orders/order-actions";
import type { ConnectionTest } from "@/lib/channels/core/connection-test";
import type { CreateShopInput, PauseShopInput, ShopIdInput, ShopView, UpdateShopInput } from "@/lib/channels/core/shop-view";
import type { RemoveSkuMappingsInput, SaveSkuMappingsInput } from "@/lib/channels/core/sku-mapping";

/** The actions the shops page is given. */
export type ShopActions = {
  create(input: CreateShopInput): Promise<ActionResult<ShopView>>;
  update(input: UpdateShopInput): Promise<ActionResult<ShopView>>;
  pause(input: PauseShopInput): Promise<ActionResult<ShopView>>;
  resume(input: ShopIdInput): Promise<ActionResult<ShopView>>;
  test(input: ShopIdInput): Promise<ActionResult<ConnectionTest>>;
  saveSkus(input: SaveSkuMappingsInput): Promise<ActionResult<{ saved: number }>>;
  removeSkus(input: RemoveSkuMappingsInput): Promise<ActionResult<{ removed: number }>>;
};

/** What the signed-in role may do here. */
export type ShopRights = { operate: boolean; manage: boolean };
