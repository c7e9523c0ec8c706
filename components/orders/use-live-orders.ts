import { type InfiniteData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { getJson } from "@/components/ui/get-json";
import type { OrderPageView, OrderRowView } from "@/lib/orders/core/order-view";
import { type OrderFilters, searchOf } from "./order-filters";

const PAGE = 100;
/** Rows further down follow within this time; the first hundred follow the live feed. */
const FOLLOW_MS = 30_000;
/** With more pages than this loaded, only the first hundred follow. */
const FOLLOWED_PAGES = 3;

type Pages = InfiniteData<OrderPageView, string | null>;
type First = { filters: OrderFilters; page: OrderPageView } | null;

/**
 * The list, page after page. The live feed refreshes only its head (key "orders"); rows that are new there go in at once
 * while the reader is at the top, and are counted while they read further down, so that nothing jumps.
 */
export function useLiveOrders(input: { filters: OrderFilters; first: First; atTop: boolean }) {
  const { filters, first, atTop } = input;
  const queries = useQueryClient();
  const initial = first !== null && JSON.stringify(first.filters) === JSON.stringify(filters) ? first.page : undefined;
  const list = useInfiniteQuery({
    queryKey: ["order-list", filters],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => loadPage(filters, pageParam, signal),
    getNextPageParam: (page) => page.next_cursor,
    initialData: initial && { pages: [initial], pageParams: [null] },
    staleTime: FOLLOW_MS,
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) <= FOLLOWED_PAGES ? FOLLOW_MS : false),
  });
  const head = useQuery({
    queryKey: ["orders", "head", filters],
    queryFn: ({ signal }) => loadPage(filters, null, signal),
    initialData: initial,
    staleTime: FOLLOW_MS,
  });
  const { orders, fresh } = useMemo(() => joined(list.data, head.data), [list.data, head.data]);
  useEffect(() => {
    if (!atTop || fresh.length === 0) return;
    queries.setQueryData<Pages>(["order-list", filters], (pages) => withNew(pages, fresh));
    if (fresh.length === PAGE) void queries.invalidateQueries({ queryKey: ["order-list", filters] });
  }, [atTop, fresh, filters, queries]);
  return { list, orders, waiting: fresh.length, total: head.data ?? list.data?.pages[0] };
}

function loadPage(filters: OrderFilters, cursor: string | null, signal: AbortSignal): Promise<OrderPageView> {
  return getJson<OrderPageView>(`/api/v1/orders?${searchOf(filters, { cursor, limit: PAGE })}`, signal);
}

/** Known rows in their newest form, without those that left the filter; and the rows only the head knows. */
function joined(
  pages: InfiniteData<OrderPageView, unknown> | undefined,
  head: OrderPageView | undefined,
): { orders: OrderRowView[]; fresh: OrderRowView[] } {
  const known = new Map((pages?.pages ?? []).flatMap((page) => page.orders).map((order) => [order.id, order]));
  if (!head || !pages) return { orders: [...known.values()], fresh: [] };
  const newest = new Map(head.orders.map((order) => [order.id, order]));
  const reach = head.next_cursor === null ? "" : (head.orders.at(-1)?.placed_at ?? "");
  const orders = [...known.values()].flatMap((order) => newest.get(order.id) ?? (order.placed_at > reach ? [] : [order]));
  return { orders, fresh: head.orders.filter((order) => !known.has(order.id)) };
}

function withNew(pages: Pages | undefined, fresh: OrderRowView[]): Pages | undefined {
  const [first, ...rest] = pages?.pages ?? [];
  if (!pages || !first) return pages;
  const orders = [...fresh, ...first.orders].sort((a, b) => (a.placed_at === b.placed_at ? compare(b.id, a.id) : compare(b.placed_at, a.placed_at)));
  return { ...pages, pages: [{ ...first, orders }, ...rest] };
}

function compare(a: string, b: string): number {
  return a < b ? -1 : 1;
}
