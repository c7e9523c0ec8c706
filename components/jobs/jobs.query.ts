import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { ShopView } from "@/lib/channels/core/shop-view";
import type { JobOverview, JobRunPage } from "@/lib/jobs/core/job-view";

/** Workers beat every four seconds: the page is never further behind than one beat. */
const BEAT_MS = 4_000;
const RUNS_MS = 10_000;
const PAGE = 50;
/** A ledger somebody pages through is left alone. */
const FOLLOWED_PAGES = 1;

export type RunFilters = { job: string | null; status: string | null };

export function useJobOverview(first: JobOverview) {
  return useQuery({
    queryKey: ["jobs", "overview"],
    queryFn: ({ signal }) => getJson<JobOverview>("/api/v1/jobs/overview", signal),
    initialData: first,
    staleTime: BEAT_MS,
    refetchInterval: BEAT_MS,
    retry: false,
  });
}

/** The run ledger, page after page. */
export function useJobRuns(filters: RunFilters, first: { filters: RunFilters; page: JobRunPage }) {
  const given = JSON.stringify(first.filters) === JSON.stringify(filters);
  return useInfiniteQuery({
    queryKey: ["jobs", "runs", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => getJson<JobRunPage>(`/api/v1/jobs?${searchOf(filters, pageParam)}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: given ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: RUNS_MS,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) <= FOLLOWED_PAGES ? RUNS_MS : false),
    retry: false,
  });
}

export function useShopSync(first: ShopView[]) {
  return useQuery({
    queryKey: ["channels", "shops"],
    queryFn: async ({ signal }) => (await getJson<{ shops: ShopView[] }>("/api/v1/shops", signal)).shops,
    initialData: first,
    staleTime: RUNS_MS,
    refetchInterval: RUNS_MS,
    retry: false,
  });
}

function searchOf({ job, status }: RunFilters, cursor: string | null): string {
  const search = new URLSearchParams({ limit: String(PAGE) });
  if (job) search.set("job", job);
  if (status) search.set("status", status);
  if (cursor) search.set("cursor", cursor);
  return search.toString();
}
