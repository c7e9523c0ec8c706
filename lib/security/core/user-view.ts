import { z } from "zod";
import { ROLES } from "@/lib/shared/role";

export const LOCALES = ["zh-CN", "en"] as const;
export type Locale = (typeof LOCALES)[number];
export const COLOR_SCHEMES = ["light", "dark", "auto"] as const;
export type ColorScheme = (typeof COLOR_SCHEMES)[number];

export const PASSWORD_LENGTH = { min: 10, max: 200 } as const;

export const createUserSchema = z.strictObject({
  email: z
    .email()
    .max(200)
    .transform((text) => text.toLowerCase()),
  name: z.string().trim().max(60).default(""),
  role: z.enum(ROLES),
  password: z.string().min(PASSWORD_LENGTH.min).max(PASSWORD_LENGTH.max),
});
export type CreateUserInput = z.input<typeof createUserSchema>;

export const setUserDisabledSchema = z.strictObject({ user_id: z.uuid(), disabled: z.boolean() });
export type SetUserDisabledInput = z.input<typeof setUserDisabledSchema>;

export const userView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  disabled: z.boolean(),
  last_login_at: z.string().nullable(),
  created_at: z.string(),
});
export type UserView = z.infer<typeof userView>;

export const createTokenSchema = z.strictObject({ name: z.string().trim().min(1).max(80), role: z.enum(ROLES) });
export type CreateTokenInput = z.input<typeof createTokenSchema>;

export const revokeTokenSchema = z.strictObject({ token_id: z.uuid() });
export type RevokeTokenInput = z.input<typeof revokeTokenSchema>;

export const tokenView = z.object({
  id: z.uuid(),
  name: z.string(),
  role: z.enum(ROLES),
  created_at: z.string(),
  last_used_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
});
export type TokenView = z.infer<typeof tokenView>;

export const preferencesSchema = z.strictObject({ locale: z.enum(LOCALES).optional(), color_scheme: z.enum(COLOR_SCHEMES).optional() });

/** Whoever is signed in, with how they like the console. */
export type SessionUser = {
  id: string;
  name: string;
  email: string;
  role: (typeof ROLES)[number];
  locale: Locale | null;
  color_scheme: ColorScheme | null;
};
