import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { ChainHead, ChainState } from "@/lib/audit/core/audit-view";
import type { AuditedActsView } from "@/lib/orders/core/audited-acts-view";
import { type AuditFilters, auditSearch, NO_AUDIT_FILTERS } from "./audit-filters";

/** Acts have no live event of their own, and none may push a line from under the reader: new ones are only counted. */
const NEWER_MS = 10_000;
/** A chain up to this long is checked when the page opens, in about a second; a longer one when somebody asks. */
const CHECK_BY_ITSELF = 50_000;

/** The log, newest first, page after page. */
export function useAudit(filters: AuditFilters, first: { filters: AuditFilters; page: AuditedActsView } | null) {
  const given = first && JSON.stringify(first.filters) === JSON.stringify(filters) ? first.page : undefined;
  return useInfiniteQuery({
    queryKey: ["audit", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => getJson<AuditedActsView>(`/api/v1/audit?${auditSearch(filters, pageParam)}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: given && { pages: [given], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** The newest page beside the list: how many acts it holds that the list does not show yet. */
export function useNewerActs(filters: AuditFilters, newestShown: string | undefined) {
  const newest = useQuery({
    queryKey: ["audit", "newest", filters],
    enabled: newestShown !== undefined,
    queryFn: ({ signal }) => getJson<AuditedActsView>(`/api/v1/audit?${auditSearch(filters, null)}`, signal),
    refetchInterval: NEWER_MS,
    retry: false,
  });
  const acts = newest.data?.audit ?? [];
  const seen = acts.findIndex((entry) => entry.id === newestShown);
  const count = seen >= 0 ? seen : acts.length > 0 && isNewer(acts[0]?.id, newestShown) ? acts.length : 0;
  return { page: newest.data, count, more: seen < 0 && acts.length > 0 };
}

/** Ids are time-ordered. */
function isNewer(id: string | undefined, than: string | undefined): boolean {
  return id !== undefined && than !== undefined && id > than;
}

/** One act by its id, for a link that somebody sent. */
export function useAuditEntry(id: string | null, wanted: boolean) {
  return useQuery({
    queryKey: ["audit", "entry", id],
    enabled: wanted && id !== null,
    queryFn: ({ signal }) => getJson<AuditedActsView>(`/api/v1/audit?${auditSearch(NO_AUDIT_FILTERS, null)}&entry=${id}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
}

/** Walks the whole chain; never by itself when that would take long. */
export function useChainCheck(head: ChainHead) {
  return useQuery({
    queryKey: ["audit", "chain"],
    enabled: head.head_seq <= CHECK_BY_ITSELF,
    queryFn: ({ signal }) => getJson<ChainState>("/api/v1/audit/chain", signal),
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });
}
