import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { CustomerPageView } from "@/lib/customers/core/customer-view";

const PAGE = 50;

/** Customers by newest order, page after page. */
export function useCustomers(phone: string | null, first: { phone: string | null; page: CustomerPageView } | null) {
  return useInfiniteQuery({
    queryKey: ["customers", "list", phone],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam, signal }) => loadPage({ phone, cursor: pageParam, signal }),
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    initialData: first && first.phone === phone ? { pages: [first.page], pageParams: [null] } : undefined,
    staleTime: 5_000,
    retry: false,
  });
}

function loadPage(input: { phone: string | null; cursor: string | null; signal: AbortSignal }): Promise<CustomerPageView> {
  const search = new URLSearchParams({ limit: String(PAGE) });
  if (input.phone) search.set("phone", input.phone);
  if (input.cursor) search.set("cursor", input.cursor);
  return getJson<CustomerPageView>(`/api/v1/customers?${search.toString()}`, input.signal);
}
