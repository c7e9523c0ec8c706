import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { getJson } from "@/components/ui/get-json";
import type { BackfillView } from "@/lib/channels/core/backfill-view";
import type { CoverageView } from "@/lib/channels/core/coverage-view";
import type { ReconciliationDetail, ReconciliationView } from "@/lib/channels/core/reconciliation-view";
import { type CoverageRange, RANGE_MS } from "./coverage-range";

/** A window is planned every minute: the map is read again often enough to see each. */
const MAP_EVERY_MS = 15_000;
const PROGRESS_EVERY_MS = 1_000;
const RESULTS_EVERY_MS = 3_000;

type First = { range: CoverageRange; shop: string | null; coverage: CoverageView };

/** The map of the last hours or days, up to now. */
export function useCoverage(input: { range: CoverageRange; shop: string | null; first: First }) {
  const { range, shop, first } = input;
  return useQuery({
    queryKey: ["coverage", range, shop],
    queryFn: ({ signal }) => {
      const query = new URLSearchParams({ from: new Date(Date.now() - RANGE_MS[range]).toISOString() });
      if (shop) query.set("shop", shop);
      return getJson<CoverageView>(`/api/v1/coverage?${query}`, signal);
    },
    initialData: first.range === range && first.shop === shop ? first.coverage : undefined,
    initialDataUpdatedAt: Date.parse(first.coverage.at),
    placeholderData: keepPreviousData,
    refetchInterval: MAP_EVERY_MS,
  });
}

/** A backfill, asked again until it is done. */
export function useBackfill(id: string | null) {
  return useQuery({
    queryKey: ["coverage", "backfill", id],
    enabled: id !== null,
    queryFn: ({ signal }) => getJson<BackfillView>(`/api/v1/backfills/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.done ? false : PROGRESS_EVERY_MS),
  });
}

/** The last comparisons; asked again while one is under way. */
export function useReconciliations(first: ReconciliationView[]) {
  return useQuery({
    queryKey: ["coverage", "reconciliations"],
    queryFn: async ({ signal }) =>
      (await getJson<{ reconciliations: ReconciliationView[] }>("/api/v1/reconciliations?limit=20", signal)).reconciliations,
    initialData: first,
    refetchInterval: ({ state }) => (state.data?.some((one) => one.state === "running") ? RESULTS_EVERY_MS : MAP_EVERY_MS * 4),
  });
}

export function useReconciliation(id: string | null) {
  return useQuery({
    queryKey: ["coverage", "reconciliation", id],
    enabled: id !== null,
    queryFn: ({ signal }) => getJson<ReconciliationDetail>(`/api/v1/reconciliations/${id}`, signal),
    refetchInterval: ({ state }) => (state.data?.state === "running" ? RESULTS_EVERY_MS : false),
  });
}
