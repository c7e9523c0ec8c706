"use server";

import { runAction } from "@/app/run-action";
import type { CreateShopInput, PauseShopInput, ShopIdInput, UpdateShopInput } from "@/lib/channels/core/shop-view";
import type { RemoveSkuMappingsInput, SaveSkuMappingsInput } from "@/lib/channels/core/sku-mapping";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { pauseShop } from "@/lib/channels/use-cases/pause-shop";
import { removeSkuMappings } from "@/lib/channels/use-cases/remove-sku-mappings";
import { resumeShop } from "@/lib/channels/use-cases/resume-shop";
import { saveSkuMappings } from "@/lib/channels/use-cases/save-sku-mappings";
import { testShopConnection } from "@/lib/channels/use-cases/test-shop-connection";
import { updateShop } from "@/lib/channels/use-cases/update-shop";

export async function createShopAction(input: CreateShopInput) {
  return runAction(createShop, input);
}

export async function updateShopAction(input: UpdateShopInput) {
  return runAction(updateShop, input);
}

export async function pauseShopAction(input: PauseShopInput) {
  return runAction(pauseShop, input);
}

export async function resumeShopAction(input: ShopIdInput) {
  return runAction(resumeShop, input);
}

export async function testShopAction(input: ShopIdInput) {
  return runAction(testShopConnection, input);
}

export async function saveSkusAction(input: SaveSkuMappingsInput) {
  return runAction(saveSkuMappings, input);
}

export async function removeSkusAction(input: RemoveSkuMappingsInput) {
  return runAction(removeSkuMappings, input);
}
