import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { ChangeRequestListView, ChangeRequestView } from "@/lib/versions/core/change-view";
import type { RequestActions } from "./change-actions";
import type { ChangeTab } from "./change-tabs";

const PAGE = 50;

/** One tab of the queue, page after page; the live feed makes "versions" stale. */
export function useChanges(tab: ChangeTab, first: { tab: ChangeTab; page: ChangeRequestListView }) {
  return useInfiniteQuery({
    queryKey: ["versions", "list", tab],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<ChangeRequestListView>(
        `/api/v1/change-requests?state=${tab}&limit=${PAGE}${pageParam ? `&cursor=${encodeURIComponent(pageParam)}` : ""}`,
        signal,
      ),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: first.tab === tab ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: 5_000,
  });
}

export function useChange(first: ChangeRequestView) {
  return useQuery({
    queryKey: ["versions", "one", first.id],
    queryFn: ({ signal }) => getJson<ChangeRequestView>(`/api/v1/change-requests/${first.id}`, signal),
    initialData: first,
    staleTime: 5_000,
  });
}

/** The pending request with the nearest deadline other than this one. */
export function useNextPending(id: string, wanted: boolean) {
  return useQuery({
    queryKey: ["versions", "next", id],
    enabled: wanted,
    queryFn: async ({ signal }) => {
      const page = await getJson<ChangeRequestListView>("/api/v1/change-requests?state=pending&limit=2", signal);
      return page.change_requests.find((change) => change.id !== id)?.id ?? null;
    },
  });
}

/** Keystrokes closer together than this ask once. */
const TYPING_MS = 250;

type PreviewInput = Parameters<RequestActions["preview"]>[0];

/** The preview of a draft, asked again when typing pauses; the last one stays while the next is on its way. */
export function useChangePreview(input: PreviewInput, preview: RequestActions["preview"]) {
  const [settled] = useDebouncedValue(JSON.stringify(input), TYPING_MS);
  const draft = JSON.parse(settled) as PreviewInput;
  return useQuery({
    queryKey: ["versions", "preview", settled],
    enabled: draft.actions.length > 0,
    queryFn: () => preview(draft),
    placeholderData: keepPreviousData,
    gcTime: 0,
    staleTime: 5_000,
  });
}
