import { z } from "zod";

/** Minutes an order rests in `paid` before it may ship, so that a second order can join it. */
export const BUFFER_MINUTES = { min: 10, max: 240, default: 30 } as const;

export const shopSettingsSchema = z.object({
  /** Demo shops go under the minimum of the form so that a newcomer sees orders move. */
  buffer_minutes: z.number().min(0).max(BUFFER_MINUTES.max).default(BUFFER_MINUTES.default),
  default_warehouse: z.string().max(60).default(""),
  /** Where the platform's own API answers; the sandbox sets a loopback address. */
  api_base_url: z.string().default(""),
  /** Websocket address of the platform's message feed; empty where the platform's own fixed one is used. */
  feed_url: z.string().default(""),
});
export type ShopSettings = z.infer<typeof shopSettingsSchema>;
