import { z } from "zod";
import { COURIER_PROVIDERS } from "./courier-provider";

export const createCourierAccountSchema = z.strictObject({
  provider: z.enum(COURIER_PROVIDERS),
  name: z.string().trim().min(1).max(120),
  /** What the provider signs with; "" still signs, null: it does not sign. */
  salt: z.string().max(200).nullable().default(""),
  /** The secret part of the callback address; made when absent. */
  secret: z
    .string()
    .regex(/^[A-Za-z0-9_-]{16,128}$/, "must be 16 to 128 letters, digits, - or _")
    .optional(),
});
export type CreateCourierAccountInput = z.input<typeof createCourierAccountSchema>;

export const courierAccountViewSchema = z.object({
  id: z.uuid(),
  provider: z.enum(COURIER_PROVIDERS),
  name: z.string(),
  last_push_at: z.iso.datetime().nullable(),
  refused_pushes: z.number(),
  last_error: z.string().nullable(),
  last_error_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
});
export type CourierAccountView = z.infer<typeof courierAccountViewSchema>;
