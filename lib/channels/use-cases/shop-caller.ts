import type { Ctx } from "@/lib/shared/context";
import type { CallFailure, ShopAccess } from "../core/channel-adapter";
import { askPatiently } from "../http/ask-patiently";
import type { KnownShop } from "../store/shop-access";
import { refreshAccess } from "./refresh-access";

type Question<T> = (access: ShopAccess, now: Date) => Promise<T | CallFailure>;

/** One shop's line to its platform: within its rate, patient, and with a new token when the old one has expired. */
export type ShopCaller = { shop: KnownShop; ask<T extends { ok: boolean }>(question: Question<T>): Promise<T | CallFailure> };

/** Step: opens the line for one run; the token is renewed once in it, then its failure is the answer. */
export function shopCaller(ctx: Ctx, input: { shop: KnownShop; callsPerSecond: number }): ShopCaller {
  const { shop, callsPerSecond } = input;
  let access = shop.access;
  let renewal: Promise<CallFailure | null> | null = null;
  const renew = async (): Promise<CallFailure | null> => {
    const renewed = await refreshAccess(ctx, { shopId: shop.id, expired: access.accessToken });
    if (!renewed.ok) return renewed;
    access = renewed.shop.access;
    return null;
  };
  return {
    shop,
    async ask(question) {
      const put = () => askPatiently({ shopId: shop.id, callsPerSecond }, () => question(access, ctx.clock.now()));
      const asked = access;
      const answer = await put();
      if (answer.ok || !("kind" in answer) || answer.kind !== "token_expired") return answer;
      // Of several calls under way the first to fail renews; the others wait for it.
      if (asked === access) renewal ??= renew();
      return (await renewal) ?? put();
    },
  };
}
