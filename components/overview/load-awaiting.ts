import type { SuggestionCard } from "@/lib/merging/core/suggestion-view";
import type { OrderPageView } from "@/lib/orders/core/order-view";
import type { ChangeRequestListView } from "@/lib/versions/core/change-view";
import { type AwaitingItem, awaitingItems } from "./awaiting-item";

/** The same three lists the server read for the first paint. */
export async function loadAwaiting({ shop, signal }: { shop: string | null; signal: AbortSignal }): Promise<AwaitingItem[]> {
  const scope = shop ? `&shop=${encodeURIComponent(shop)}` : "";
  const [merges, changes, orders] = await Promise.all([
    read<{ merge_suggestions: SuggestionCard[] }>(`/api/v1/merge-suggestions?limit=12${scope}`, signal),
    read<ChangeRequestListView>("/api/v1/change-requests?limit=12", signal),
    read<OrderPageView>(`/api/v1/orders?exceptions=true&status=paid,ready_to_ship,partially_shipped&limit=12${scope}`, signal),
  ]);
  return awaitingItems({ merges: merges.merge_suggestions, changes: changes.change_requests, orders: orders.orders });
}

async function read<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal });
  if (!response.ok) throw new Error(`HTTP ${response.status}`);
  return response.json();
}
