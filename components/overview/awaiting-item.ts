import type { SuggestionCard } from "@/lib/merging/core/suggestion-view";
import type { OrderRowView } from "@/lib/orders/core/order-view";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";

/** One thing that waits for a person, whatever it is, by when it must be decided. */
export type AwaitingItem =
  | { kind: "merge"; id: string; href: string; due: string | null; orders: number; receiver: string; tier: SuggestionCard["tier"] }
  | { kind: "change"; id: string; href: string; due: string | null; order: string; shop: string; risk: ChangeRequestView["risk"]["level"] }
  | { kind: "exception"; id: string; href: string; due: string | null; order: string; shop: string; stuck: boolean };

/** As many rows as fit beside the funnel. */
const SHOWN = 12;

export function awaitingItems(input: { merges: SuggestionCard[]; changes: ChangeRequestView[]; orders: OrderRowView[] }): AwaitingItem[] {
  const items: AwaitingItem[] = [...input.merges.map(ofMerge), ...input.changes.map(ofChange), ...input.orders.map(ofOrder)];
  return items.sort((a, b) => dueOf(a) - dueOf(b)).slice(0, SHOWN);
}

function ofMerge(card: SuggestionCard): AwaitingItem {
  const { id, deadline, tier, receiver } = card;
  return { kind: "merge", id, href: `/merging?suggestion=${id}`, due: deadline, orders: card.order_ids.length, receiver, tier };
}

function ofChange({ id, order, approval, risk }: ChangeRequestView): AwaitingItem {
  return { kind: "change", id, href: `/versions/${id}`, due: approval.due_at, order: order.external_id, shop: order.shop_name, risk: risk.level };
}

function ofOrder({ id, promised_ship_at, external_id, shop, stuck }: OrderRowView): AwaitingItem {
  return { kind: "exception", id, href: `/orders/${id}`, due: promised_ship_at, order: external_id, shop: shop.name, stuck };
}

function dueOf(item: AwaitingItem): number {
  return item.due === null ? Number.POSITIVE_INFINITY : Date.parse(item.due);
}
