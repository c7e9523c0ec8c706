import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ImportRowView, ImportView } from "@/lib/channels/core/import-view";
import type { ImportRowsPage } from "./import-actions";

/** While an import runs its bar moves at least this often. */
const ASK_EVERY_MS = 700;
const PAGE = 100;
const LARGEST_PAGE = 200;

type RowsFilter = {
  importId: string;
  outcome?: ImportRowView["outcome"] | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** One import, asked again until it has ended. */
export function useImport(importId: string | null) {
  return useQuery({
    queryKey: ["imports", importId],
    enabled: importId !== null,
    queryFn: async () => (await getJson<{ import: ImportView }>(`/api/v1/imports/${importId}`)).import,
    refetchInterval: ({ state }) => (state.data?.state === "done" || state.data?.state === "failed" ? false : ASK_EVERY_MS),
  });
}

/** Row results, page by page; new results come with every step of the bar. */
export function useImportRows(input: { importId: string; outcome: ImportRowView["outcome"] | undefined; doneRows: number }) {
  const { importId, outcome, doneRows } = input;
  return useInfiniteQuery({
    queryKey: ["imports", importId, "rows", outcome ?? "all", doneRows],
    initialPageParam: undefined as string | undefined,
    queryFn: ({ pageParam }) => getRows({ importId, outcome, cursor: pageParam, limit: PAGE }),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

/** Every rejected row, for the file of errors. */
export async function loadAllRejected(importId: string): Promise<ImportRowView[]> {
  const all: ImportRowView[] = [];
  let cursor: string | undefined;
  do {
    const page = await getRows({ importId, outcome: "rejected", cursor, limit: LARGEST_PAGE });
    all.push(...page.import_rows);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}

function getRows({ importId, outcome, cursor, limit }: RowsFilter): Promise<ImportRowsPage> {
  const query = new URLSearchParams({ limit: String(limit) });
  if (outcome) query.set("outcome", outcome);
  if (cursor) query.set("cursor", cursor);
  return getJson(`/api/v1/imports/${importId}/rows?${query}`);
}

async function getJson<T>(path: string): Promise<T> {
  const response = await fetch(path, { headers: { accept: "application/json" } });
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return (await response.json()) as T;
}
