import { z } from "zod";
import { PLATFORMS } from "@/lib/shared/platform";
import { breakerMachine } from "./breaker-state";
import { SHOP_TROUBLES } from "./shop-health";
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
  /** All that the platform asks for, or nothing: then the shop waits for them and says which it lacks. */
  credentials: credentialsSchema.optional(),
  platform_shop_id: z.string().max(60).nullable().default(null),
  settings: shopSettingsSchema.prefault({}),
});
export type CreateShopInput = z.input<typeof createShopSchema>;

export const updateShopSchema = z.strictObject({
  shop_id: z.uuid(),
  name: z.string().trim().min(1).max(120).optional(),
  app_key: z.string().max(200).optional(),
  app_secret: z.string().min(1).max(400).optional(),
  access_token: z.string().max(400).optional(),
  refresh_token: z.string().max(400).optional(),
  platform_shop_id: z.string().max(60).nullable().optional(),
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

export const shopIdSchema = z.strictObject({ shop_id: z.uuid() });
export type ShopIdInput = z.input<typeof shopIdSchema>;

export const pauseShopSchema = z.strictObject({ shop_id: z.uuid(), reason: z.string().trim().min(1).max(300) });
export type PauseShopInput = z.input<typeof pauseShopSchema>;

export const platformViewSchema = z.object({
  platform: z.enum(PLATFORMS),
  pulls: z.boolean(),
  /** Has a message feed that we connect to. */
  feeds: z.boolean(),
  tells_parcels: z.boolean(),
  tells_notes: z.boolean(),
  renews_token: z.boolean(),
  /** Asked for beside key, secret and tokens; the console labels them `channels.credentials.<name>`. */
  credentials: z.array(z.object({ name: z.string(), required: z.boolean(), secret: z.boolean(), multiline: z.boolean() })),
});
export type PlatformView = z.infer<typeof platformViewSchema>;

const instant = z.iso.datetime().nullable();

const shopHealthSchema = z.object({
  /** Gravest first; empty when all is well. */
  troubles: z.array(z.enum(SHOP_TROUBLES)),
  pulls: z.enum(["on", "paused", "waiting", "push_only"]),
  /** How far pulls are behind; null where nothing is pulled. */
  lag_seconds: z.number().nullable(),
  breaker: z.object({ state: z.enum(breakerMachine.states), retry_at: instant, reason: z.string() }),
  token_expires_at: instant,
  last_pull_at: instant,
  last_feed_at: instant,
  paused_at: instant,
  paused_reason: z.string(),
  /** Which secrets are there; they never leave. */
  filled: z.object({ app_key: z.boolean(), access_token: z.boolean(), refresh_token: z.boolean(), credentials: z.array(z.string()) }),
  missing_credentials: z.array(z.string()),
  write_backs: z.object({ waiting: z.number(), failed: z.number(), stopped: z.number() }),
});

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
  health: shopHealthSchema,
  created_at: z.iso.datetime(),
});
export type ShopView = z.infer<typeof shopViewSchema>;
