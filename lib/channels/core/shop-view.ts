import { z } from "zod";
import { PLATFORMS } from "@/lib/shared/platform";
import { shopSettingsSchema } from "./shop-settings";

/** What this platform wants to know beside key, secret and token, by the names of its adapter's credential fields. */
const credentialsSchema = z.record(z.string().max(60), z.string().max(20_000));

export const createShopSchema = z.strictObject({
  platform: z.enum(PLATFORMS),
  name: z.string().trim().min(1).max(120),
  code: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/, "must be letters, digits, -, _ and ."),
  app_key: z.string().max(200).default(""),
  app_secret: z.string().min(1).max(400),
  access_token: z.string().max(400).default(""),
  refresh_token: z.string().max(400).default(""),
  credentials: credentialsSchema.default({}),
  platform_shop_id: z.string().max(60).nullable().default(null),
  settings: shopSettingsSchema.prefault({}),
});
export type CreateShopInput = z.input<typeof createShopSchema>;

export const updateShopSchema = z.strictObject({
  shop_id: z.uuid(),
  name: z.string().trim().min(1).max(120).optional(),
  access_token: z.string().max(400).optional(),
  refresh_token: z.string().max(400).optional(),
  /** Those named are replaced, the others stay. */
  credentials: credentialsSchema.optional(),
  settings: z
    .strictObject({
      buffer_minutes: shopSettingsSchema.shape.buffer_minutes.removeDefault(),
      default_warehouse: shopSettingsSchema.shape.default_warehouse.removeDefault(),
      api_base_url: shopSettingsSchema.shape.api_base_url.removeDefault(),
      feed_url: shopSettingsSchema.shape.feed_url.removeDefault(),
    })
    .partial()
    .optional(),
});
export type UpdateShopInput = z.input<typeof updateShopSchema>;

/** A shop with its sync age; secrets never leave. */
export const shopViewSchema = z.object({
  id: z.uuid(),
  code: z.string(),
  name: z.string(),
  platform: z.enum(PLATFORMS),
  settings: shopSettingsSchema,
  webhook_path: z.string(),
  last_push_at: z.iso.datetime().nullable(),
  last_order_at: z.iso.datetime().nullable(),
  refused_pushes: z.number(),
  last_error: z.string().nullable(),
  last_error_at: z.iso.datetime().nullable(),
  /** Pushes kept and not yet applied, waiting for something, or needing a person. */
  inbox: z.object({ received: z.number(), parked: z.number(), dead: z.number() }),
  created_at: z.iso.datetime(),
});
export type ShopView = z.infer<typeof shopViewSchema>;
