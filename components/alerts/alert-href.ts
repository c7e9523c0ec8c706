import type { AlertView } from "@/lib/alerts/core/alert-view";
import type { AlertShop } from "./alert-actions";

/** Where what is behind an alert can be seen and put right; null where its shop is gone. */
export function alertHref(alert: Pick<AlertView, "rule" | "order_id" | "shop_id" | "subject">, shops: ReadonlyMap<string, AlertShop>): string | null {
  const shop = alert.shop_id ? shops.get(alert.shop_id) : undefined;
  const code = shop && encodeURIComponent(shop.code);
  switch (alert.rule) {
    case "order_stuck":
    case "write_back_stopped":
      return alert.order_id && `/orders/${alert.order_id}`;
    case "coverage_gap":
    case "shop_silent":
    case "breaker_open":
      return code ? `/channels?shop=${code}` : null;
    case "token_expired":
      return code ? `/shops?shop=${code}` : null;
    case "dead_letter":
      return "/jobs?letters=dead#letters";
    case "webhook_disabled":
      return `/settings/webhooks?endpoint=${alert.subject}`;
    default:
      return alert.rule satisfies never;
  }
}
