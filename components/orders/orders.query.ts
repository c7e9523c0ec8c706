import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { OrderDetailView, OrderPageView, TimelineEntry, VersionDiffView } from "@/lib/orders/core/order-view";
import { type OrderFilters, searchOf } from "./order-filters";

const PAGE = 100;

/** A refusal of the API with what a person needs to report it. */
export class ApiProblem extends Error {
  readonly requestId: string;
  constructor(message: string, requestId: string) {
    super(message);
    this.name = "ApiProblem";
    this.requestId = requestId;
  }
}

async function getJson<T>(path: string, signal: AbortSignal): Promise<T> {
  const response = await fetch(path, { signal, headers: { accept: "application/json" } });
  if (response.ok) return (await response.json()) as T;
  const problem = (await response.json().catch(() => ({}))) as { detail?: string; title?: string; request_id?: string };
  throw new ApiProblem(
    problem.detail ?? problem.title ?? `HTTP ${response.status}`,
    problem.request_id ?? response.headers.get("x-request-id") ?? "",
  );
}

/** The list, newest first, page after page. */
export function useOrders(filters: OrderFilters, first: { filters: OrderFilters; page: OrderPageView } | null) {
  const isFirst = first !== null && JSON.stringify(first.filters) === JSON.stringify(filters);
  return useInfiniteQuery({
    queryKey: ["orders", "list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) =>
      getJson<OrderPageView>(`/api/v1/orders?${searchOf(filters, { cursor: pageParam, limit: PAGE })}`, signal),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: isFirst ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: 5_000,
  });
}

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
    queryFn: ({ signal }) =>
      getJson<VersionDiffView>(`/api/v1/orders/${orderId}/versions/${version}/diff?against=${against}`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
