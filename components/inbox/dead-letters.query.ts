import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { DeadLetterList, UNSETTLED_STATES } from "@/lib/inbox/core/dead-letter-view";

const FOLLOW_MS = 5_000;
const PAGE = 50;

export type LetterState = (typeof UNSETTLED_STATES)[number];

/** Pushes that wait or need a person, newest first; read again every few seconds, so that a replay's outcome shows. */
export function useDeadLetters(state: LetterState | null, first: { state: LetterState | null; page: DeadLetterList }) {
  return useInfiniteQuery({
    queryKey: ["inbox", "dead-letters", state],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => getJson<DeadLetterList>(`/api/v1/dead-letters?${searchOf(state, pageParam)}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: first.state === state ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: FOLLOW_MS,
    refetchInterval: FOLLOW_MS,
    retry: false,
  });
}

function searchOf(state: LetterState | null, cursor: string | null): string {
  const search = new URLSearchParams({ limit: String(PAGE) });
  if (state) search.set("state", state);
  if (cursor) search.set("cursor", cursor);
  return search.toString();
}
