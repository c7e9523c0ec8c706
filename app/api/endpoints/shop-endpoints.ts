import { z } from "zod";
import { endpoint } from "@/app/api/endpoint";
import { connectionTestSchema } from "@/lib/channels/core/connection-test";
import { createShopSchema, pauseShopSchema, platformViewSchema, shopViewSchema, updateShopSchema } from "@/lib/channels/core/shop-view";
import { listSkuMappingsSchema, removeSkuMappingsSchema, saveSkuMappingsSchema, skuMappingViewSchema } from "@/lib/channels/core/sku-mapping";
import { createShop } from "@/lib/channels/use-cases/create-shop";
import { listPlatforms } from "@/lib/channels/use-cases/list-platforms";
import { listSkuMappings } from "@/lib/channels/use-cases/list-sku-mappings";
import { pauseShop } from "@/lib/channels/use-cases/pause-shop";
import { removeSkuMappings } from "@/lib/channels/use-cases/remove-sku-mappings";
import { resumeShop } from "@/lib/channels/use-cases/resume-shop";
import { saveSkuMappings } from "@/lib/channels/use-cases/save-sku-mappings";
import { testShopConnection } from "@/lib/channels/use-cases/test-shop-connection";
import { updateShop } from "@/lib/channels/use-cases/update-shop";

export const listPlatformsEndpoint = endpoint({
  method: "GET",
  path: "/platforms",
  summary: "What each platform can do and asks for when a shop of it is connected.",
  permission: "shops.read",
  response: z.object({ platforms: z.array(platformViewSchema) }),
  call: (ctx) => listPlatforms(ctx),
});

export const createShopEndpoint = endpoint({
  method: "POST",
  path: "/shops",
  summary: "Connects a shop; its secrets are encrypted and never given out again.",
  permission: "shops.manage",
  body: createShopSchema,
  response: shopViewSchema,
  call: (ctx, { body }) => createShop(ctx, body as never),
});

export const updateShopEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}",
  summary: "Changes a shop's name, application, tokens, credentials or settings; what is not named stays.",
  permission: "shops.manage",
  body: updateShopSchema.omit({ shop_id: true }),
  response: shopViewSchema,
  call: (ctx, { params, body }) => updateShop(ctx, { ...(body as object), shop_id: params.id ?? "" }),
});

export const pauseShopEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}/pause",
  summary: "Stops pulls and write-backs of a shop, with a reason; pushes are still taken.",
  permission: "shops.operate",
  body: pauseShopSchema.omit({ shop_id: true }),
  response: shopViewSchema,
  call: (ctx, { params, body }) => pauseShop(ctx, { ...(body as { reason: string }), shop_id: params.id ?? "" }),
});

export const resumeShopEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}/resume",
  summary: "Goes on where the pause of a shop began.",
  permission: "shops.operate",
  body: z.strictObject({}),
  response: shopViewSchema,
  call: (ctx, { params }) => resumeShop(ctx, { shop_id: params.id ?? "" }),
});

export const testShopEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}/test",
  summary: "Asks the platform for one page of the last hour, and says in words what failed.",
  permission: "shops.operate",
  body: z.strictObject({}),
  response: connectionTestSchema,
  call: (ctx, { params }) => testShopConnection(ctx, { shop_id: params.id ?? "" }),
});

export const listSkuMappingsEndpoint = endpoint({
  method: "GET",
  path: "/shops/{id}/sku-mappings",
  summary: "What a platform calls the SKUs of a shop, and what the warehouse does.",
  permission: "shops.read",
  query: listSkuMappingsSchema.omit({ shop_id: true }),
  response: z.object({ sku_mappings: z.array(skuMappingViewSchema), next_cursor: z.string().nullable() }),
  call: (ctx, { params, query }) => listSkuMappings(ctx, { ...(query as object), shop_id: params.id ?? "" }),
});

export const saveSkuMappingsEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}/sku-mappings",
  summary: "Says what the warehouse calls SKUs of a shop, for orders told from now on.",
  permission: "shops.operate",
  body: z.strictObject({ mappings: saveSkuMappingsSchema.shape.mappings }),
  response: z.object({ saved: z.number() }),
  call: (ctx, { params, body }) => saveSkuMappings(ctx, { ...(body as object), shop_id: params.id ?? "" } as never),
});

export const removeSkuMappingsEndpoint = endpoint({
  method: "POST",
  path: "/shops/{id}/sku-mappings/remove",
  summary: "Lets the platform's own SKUs count again.",
  permission: "shops.operate",
  body: removeSkuMappingsSchema.omit({ shop_id: true }),
  response: z.object({ removed: z.number() }),
  call: (ctx, { params, body }) => removeSkuMappings(ctx, { ...(body as object), shop_id: params.id ?? "" } as never),
});
