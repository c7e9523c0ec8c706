"use client";

import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, type SpotlightActionData } from "@mantine/spotlight";
import { IconArrowRight, IconPackage, IconSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";

type Hit = { id: string; external_id: string; item_summary: string; shop: { name: string } };
const PAGES = ["overview", "orders", "merging", "versions", "customers", "alerts", "channels", "shops", "jobs", "audit"] as const;
/** Shorter than this nothing is looked up: an order number, a tracking number or a phone is longer. */
const SHORTEST = 4;

/** Ctrl/⌘ K: an order by its number, tracking number or phone, or a page by name. */
export function GlobalSearch() {
  const t = useTranslations("layout");
  const router = useRouter();
  const [query, setQuery] = useState("");
  const [asked] = useDebouncedValue(query.trim(), 150);
  const { data: hits = [], isFetching } = useQuery({
    queryKey: ["orders", "search", asked],
    enabled: asked.length >= SHORTEST,
    queryFn: () => find(asked),
  });
  const orders: SpotlightActionData[] = hits.map((hit) => ({
    id: hit.id,
    label: hit.external_id,
    description: `${hit.shop.name} · ${hit.item_summary}`,
    leftSection: <IconPackage size={18} stroke={1.6} />,
    onClick: () => router.push(`/orders/${hit.id}`),
  }));
  const pages: SpotlightActionData[] = PAGES.map((page) => ({
    id: page,
    label: t(`rail.${page}`),
    leftSection: <IconArrowRight size={18} stroke={1.6} />,
    onClick: () => router.push(`/${page}`),
  }));
  return (
    <Spotlight
      actions={[
        { group: t("search_orders"), actions: orders },
        { group: t("search_pages"), actions: pages },
      ]}
      query={query}
      onQueryChange={setQuery}
      filter={(text, groups) => (text.trim() === "" ? groups : keepHits(text, groups as never))}
      nothingFound={isFetching ? t("searching") : t(asked.length < SHORTEST ? "search_hint" : "search_nothing")}
      searchProps={{ leftSection: <IconSearch size={18} />, placeholder: t("search") }}
      shortcut={["mod + K", "/"]}
      highlightQuery
    />
  );
}

/** Orders were found by the server; pages are filtered here. */
function keepHits(text: string, groups: { group: string; actions: SpotlightActionData[] }[]) {
  const [orders, pages] = groups;
  const wanted = text.trim().toLowerCase();
  return [orders, pages && { ...pages, actions: pages.actions.filter((action) => action.label?.toLowerCase().includes(wanted)) }].filter(
    (group): group is { group: string; actions: SpotlightActionData[] } => group !== undefined && group.actions.length > 0,
  );
}

async function find(text: string): Promise<Hit[]> {
  const response = await fetch(`/api/v1/orders?limit=8&q=${encodeURIComponent(text)}`);
  if (!response.ok) return [];
  const page: { orders: Hit[] } = await response.json();
  return page.orders;
}
