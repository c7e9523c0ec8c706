import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { ShopView } from "@/lib/channels/core/shop-view";
import type { SkuMappingList } from "@/lib/channels/core/sku-mapping";

const FOLLOW_MS = 10_000;
const PAGE = 50;

export function useShops(first: ShopView[]) {
  return useQuery({
    queryKey: ["channels", "shops"],
    queryFn: async ({ signal }) => (await getJson<{ shops: ShopView[] }>("/api/v1/shops", signal)).shops,
    initialData: first,
    staleTime: FOLLOW_MS,
    refetchInterval: FOLLOW_MS,
    retry: false,
  });
}

/** What the warehouse calls a shop's SKUs; `search` is part of either name. */
export function useSkuMappings(shop: string, search: string) {
  return useInfiniteQuery({
    queryKey: ["channels", "skus", shop, search],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => {
      const query = new URLSearchParams({ limit: String(PAGE) });
      if (search !== "") query.set("q", search);
      if (pageParam) query.set("cursor", pageParam);
      return getJson<SkuMappingList>(`/api/v1/shops/${shop}/sku-mappings?${query}`, signal);
    },
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    retry: false,
  });
}
