import { useFormatter, useTranslations } from "next-intl";
import { useDuration } from "@/components/orders/use-duration";
import type { ShopTroubleName } from "@/lib/channels/core/shop-health";
import type { ShopView } from "@/lib/channels/core/shop-view";

/** What is wrong in one sentence, with what to do about it. */
export function useTroubleText(): (trouble: ShopTroubleName, shop: ShopView) => string {
  const t = useTranslations("shops.trouble_texts");
  const names = useTranslations("channels.credentials");
  const format = useFormatter();
  const duration = useDuration();
  return (trouble, { health, inbox }) => {
    const time = (at: string | null) =>
      at ? format.dateTime(new Date(at), { month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : "–";
    const { breaker, token_expires_at, missing_credentials, lag_seconds, write_backs } = health;
    return t(trouble, {
      reason: breaker.reason,
      retry: time(breaker.retry_at),
      expires: time(token_expires_at),
      names: missing_credentials.map((name) => (names.has(name) ? names(name) : name)).join(" · "),
      lag: duration((lag_seconds ?? 0) * 1_000),
      stopped: write_backs.stopped,
      dead: inbox.dead,
    });
  };
}
