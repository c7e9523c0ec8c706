import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { getJson } from "@/components/ui/get-json";
import type { GroupView, SuggestionCard, SuggestionDetail } from "@/lib/merging/core/suggestion-view";
import { type BoardFilters, boardSearch } from "./board-filters";

export type BoardPage = { merge_suggestions: SuggestionCard[]; next_cursor: string | null };

/** The live feed tells of every change; this only covers a feed that is down. */
const ASK_EVERY_MS = 60_000;

/** The board's list, by deadline; decided ones newest first. */
export function useSuggestions(filters: BoardFilters, first: { filters: BoardFilters; page: BoardPage }) {
  const isFirst = JSON.stringify(first.filters) === JSON.stringify(filters);
  return useInfiniteQuery({
    queryKey: ["merging", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => getJson<BoardPage>(`/api/v1/merge-suggestions?${boardSearch(filters, pageParam)}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: isFirst ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: 5_000,
    refetchInterval: ASK_EVERY_MS,
  });
}

const oneSuggestion = (id: string | null) => ({
  queryKey: ["merging", "one", id],
  queryFn: ({ signal }: { signal: AbortSignal }) => getJson<SuggestionDetail>(`/api/v1/merge-suggestions/${id}`, signal),
  staleTime: 5_000,
});

/** Has the next card ready before it comes. */
export function usePrefetchedSuggestion(id: string | null): void {
  const client = useQueryClient();
  useEffect(() => {
    if (id !== null) void client.prefetchQuery(oneSuggestion(id));
  }, [client, id]);
}

/** One suggestion; `first` is the one that came with the page. */
export function useSuggestion(id: string | null, first: SuggestionDetail | null) {
  return useQuery({ ...oneSuggestion(id), enabled: id !== null, initialData: first !== null && first.id === id ? first : undefined });
}

export function useShipmentGroup(id: string, first: GroupView) {
  return useQuery({
    queryKey: ["merging", "group", id],
    queryFn: ({ signal }) => getJson<GroupView>(`/api/v1/shipment-groups/${id}`, signal),
    initialData: first,
    staleTime: 5_000,
  });
}
