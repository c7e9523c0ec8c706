import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { DeliveryState } from "@/lib/events/core/delivery-state";
import type { DeliveryPage, EndpointView } from "@/lib/events/core/webhook-view";

/** A delivery takes seconds: the log is never further behind than this. */
const FOLLOW_MS = 5_000;
const PAGE = 50;
/** A log somebody pages through is left alone. */
const FOLLOWED_PAGES = 1;

export function useEndpoints(first: EndpointView[]) {
  return useQuery({
    queryKey: ["webhooks", "endpoints"],
    queryFn: async ({ signal }) => (await getJson<{ endpoints: EndpointView[] }>("/api/v1/webhook-endpoints", signal)).endpoints,
    initialData: first,
    staleTime: FOLLOW_MS,
    refetchInterval: FOLLOW_MS,
    retry: false,
  });
}

/** What was sent to one endpoint, newest first. */
export function useDeliveries(endpoint: string, state: DeliveryState | null) {
  return useInfiniteQuery({
    queryKey: ["webhooks", "deliveries", endpoint, state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const search = new URLSearchParams({ limit: String(PAGE) });
      if (state) search.set("state", state);
      if (pageParam) search.set("cursor", pageParam);
      return getJson<DeliveryPage>(`/api/v1/webhook-endpoints/${endpoint}/deliveries?${search}`, signal);
    },
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    staleTime: FOLLOW_MS,
    refetchInterval: ({ state: query }) => ((query.data?.pages.length ?? 0) <= FOLLOWED_PAGES ? FOLLOW_MS : false),
    retry: false,
  });
}
