import type { AuditEntryView } from "@/lib/audit/core/audit-view";

/** A page that shows what the act was about: the message `audit.entry.<label>` and where it leads. */
export type EntryLink = { label: string; number?: string; href: string };

const PLACES: Record<string, (id: string) => EntryLink> = {
  change_request: (id) => ({ label: "open_change_request", href: `/versions/${id}` }),
  merge_suggestion: () => ({ label: "open_merging", href: "/merging?status=decided" }),
  customer: (id) => ({ label: "open_customer", href: `/customers/${id}` }),
  shop: () => ({ label: "open_shop", href: "/shops" }),
  courier_account: () => ({ label: "open_courier_account", href: "/settings?tab=couriers" }),
  user: () => ({ label: "open_user", href: "/settings?tab=people" }),
  token: () => ({ label: "open_token", href: "/settings?tab=tokens" }),
  import: () => ({ label: "open_import", href: "/orders/import" }),
  alert: () => ({ label: "open_alerts", href: "/alerts" }),
  notification_channel: () => ({ label: "open_notification_channels", href: "/alerts?tab=channels" }),
  webhook_endpoint: () => ({ label: "open_webhooks", href: "/settings/webhooks" }),
  push: () => ({ label: "open_push", href: "/jobs" }),
};

/** The orders an act touched, and the page of what it was about when that is no order. A group is seen on its orders' pages. */
export function entryLinks(entry: AuditEntryView, numbers: Record<string, string>): EntryLink[] {
  const place = PLACES[entry.entity_type];
  const orders = entry.order_ids.map((id) => ({ label: "open_order", number: numbers[id] ?? id.slice(0, 8), href: `/orders/${id}` }));
  return place ? [place(entry.entity_id), ...orders] : orders;
}
