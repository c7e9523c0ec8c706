import { useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { OrderDetailView, TimelineEntry, VersionDiffView } from "@/lib/orders/core/order-view";

export function useOrder(id: string | null) {
  return useQuery({
    queryKey: ["orders", "one", id],
    enabled: id !== null,
    queryFn: ({ signal }) => getJson<OrderDetailView>(`/api/v1/orders/${id}`, signal),
  });
}

export function useOrderTimeline(id: string | null) {
  return useQuery({
    queryKey: ["orders", "timeline", id],
    enabled: id !== null,
    queryFn: ({ signal }) => getJson<{ events: TimelineEntry[] }>(`/api/v1/orders/${id}/timeline`, signal),
  });
}

/** Versions never change, so a diff is fetched once. */
export function useVersionDiff(input: { orderId: string; version: number; against: number }) {
  const { orderId, version, against } = input;
  return useQuery({
    queryKey: ["orders", "diff", orderId, version, against],
    enabled: version !== against,
    queryFn: ({ signal }) => getJson<VersionDiffView>(`/api/v1/orders/${orderId}/versions/${version}/diff?against=${against}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
