import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { useLiveState } from "@/components/live/live-provider";
import type { OrderStatistics } from "@/lib/orders/core/statistics-view";
import type { AwaitingItem } from "./awaiting-item";
import { loadAwaiting } from "./load-awaiting";

/** However much happens, the figures are read again at most this often by one browser. */
const CALM_MS = 4_000;
/** And at least this often, should the live feed be lost. */
const POLL_MS = 30_000;

/** The figures of all shops or one; `first` is what the server rendered. */
export function useStatistics(shop: string | null, first: { shop: string | null; statistics: OrderStatistics }) {
  const search = shop ? `?shop=${encodeURIComponent(shop)}` : "";
  const query = useQuery({
    queryKey: ["statistics", shop],
    queryFn: async ({ signal }): Promise<OrderStatistics> => {
      const response = await fetch(`/api/v1/statistics${search}`, { signal });
      if (!response.ok) throw new Error(`HTTP ${response.status}`);
      return response.json();
    },
    initialData: first.shop === shop ? first.statistics : undefined,
    initialDataUpdatedAt: Date.parse(first.statistics.at),
    placeholderData: (before) => before,
    refetchInterval: POLL_MS,
  });
  useCalmRefetch(query);
  return query;
}

/** What waits for a decision of this person, soonest first. */
export function useAwaiting(shop: string | null, first: { shop: string | null; awaiting: AwaitingItem[]; at: string }) {
  const query = useQuery({
    queryKey: ["awaiting", shop],
    queryFn: ({ signal }) => loadAwaiting({ shop, signal }),
    initialData: first.shop === shop ? first.awaiting : undefined,
    initialDataUpdatedAt: Date.parse(first.at),
    placeholderData: (before) => before,
    refetchInterval: POLL_MS,
  });
  useCalmRefetch(query);
  return query;
}

/** Reads again when the live feed tells of something, but not at every word of it. */
function useCalmRefetch({ refetch, dataUpdatedAt, isFetching }: { refetch: () => unknown; dataUpdatedAt: number; isFetching: boolean }) {
  const { lastAt } = useLiveState();
  useEffect(() => {
    if (lastAt !== null && !isFetching && lastAt - dataUpdatedAt > CALM_MS) void refetch();
  }, [lastAt, dataUpdatedAt, isFetching, refetch]);
}
