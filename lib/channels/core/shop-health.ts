/** What a person should look at in a shop, gravest first; each is a sentence `shops.troubles.<trouble>`. */
export const SHOP_TROUBLES = [
  "breaker_open",
  "token_expired",
  "missing_credentials",
  "not_connected",
  "silent",
  "lagging",
  "write_backs_stopped",
  "dead_letters",
  "token_expires_soon",
] as const;
export type ShopTroubleName = (typeof SHOP_TROUBLES)[number];

/** A shop pulled every minute or two is late after this. */
const LAG_MS = 15 * 60_000;
/** Time to authorise the shop again before it stops. */
const SOON_MS = 7 * 86_400_000;

export type ShopFacts = {
  breakerClosed: boolean;
  tokenExpiresAt: Date | null;
  /** Whether a token that ends is renewed without a person. */
  renewsToken: boolean;
  missingCredentials: readonly string[];
  pullable: boolean;
  coverFrom: Date | null;
  coveredUntil: Date | null;
  pausedAt: Date | null;
  silentSince: Date | null;
  stoppedWriteBacks: number;
  deadLetters: number;
};

/** How far pulls are behind, in seconds; null where nothing is pulled. */
export function pullLag({ coverFrom, coveredUntil }: Pick<ShopFacts, "coverFrom" | "coveredUntil">, now: Date): number | null {
  if (coverFrom === null) return null;
  return Math.max(0, Math.round((now.getTime() - (coveredUntil ?? coverFrom).getTime()) / 1000));
}

/** Pure. A paused shop is behind because somebody wants it so: that alone is no trouble. */
export function troublesOf(shop: ShopFacts, now: Date): ShopTroubleName[] {
  const until = shop.tokenExpiresAt ? shop.tokenExpiresAt.getTime() - now.getTime() : null;
  const lag = pullLag(shop, now);
  const holds: Record<ShopTroubleName, boolean> = {
    breaker_open: !shop.breakerClosed,
    token_expired: until !== null && until <= 0,
    missing_credentials: shop.missingCredentials.length > 0,
    not_connected: shop.pullable && shop.coverFrom === null,
    silent: shop.silentSince !== null,
    lagging: shop.pausedAt === null && lag !== null && lag * 1000 > LAG_MS,
    write_backs_stopped: shop.stoppedWriteBacks > 0,
    dead_letters: shop.deadLetters > 0,
    token_expires_soon: !shop.renewsToken && until !== null && until > 0 && until <= SOON_MS,
  };
  return SHOP_TROUBLES.filter((trouble) => holds[trouble]);
}
