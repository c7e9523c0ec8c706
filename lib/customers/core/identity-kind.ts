/** What can say that two orders are one person's, strongest first. */
export const IDENTITY_KINDS = ["unionid", "openid", "platform_buyer_id", "phone", "device"] as const;
export type IdentityKind = (typeof IDENTITY_KINDS)[number];
