import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { AlertPage } from "@/lib/alerts/core/alert-view";
import type { NotificationChannelView } from "@/lib/alerts/core/notification-channel";
import type { AlertFilters } from "./alert-filters";

/** The live feed tells what opens and closes; this only covers a feed that is lost. */
const FOLLOW_MS = 30_000;
const CHANNELS_MS = 10_000;
const PAGE = 100;

/** Alerts page after page: standing ones by the time they are due, resolved ones newest first. */
export function useAlerts(filters: AlertFilters, first: { filters: AlertFilters; page: AlertPage }) {
  const given = JSON.stringify(first.filters) === JSON.stringify(filters);
  return useInfiniteQuery({
    queryKey: ["alerts", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => getJson<AlertPage>(`/api/v1/alerts?${searchOf(filters, pageParam)}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: given ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: FOLLOW_MS,
    refetchInterval: FOLLOW_MS,
    retry: false,
  });
}

export function useNotificationChannels(first: NotificationChannelView[]) {
  return useQuery({
    queryKey: ["alerts", "channels"],
    queryFn: async ({ signal }) => (await getJson<{ channels: NotificationChannelView[] }>("/api/v1/notification-channels", signal)).channels,
    initialData: first,
    staleTime: CHANNELS_MS,
    refetchInterval: CHANNELS_MS,
    retry: false,
  });
}

function searchOf({ status, rule, shop }: AlertFilters, cursor: string | null): string {
  const search = new URLSearchParams({ limit: String(PAGE), status });
  if (rule) search.set("rule", rule);
  if (shop) search.set("shop", shop);
  if (cursor) search.set("cursor", cursor);
  return search.toString();
}
