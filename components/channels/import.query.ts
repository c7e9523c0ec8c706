import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { ImportRowView, ImportView } from "@/lib/channels/core/import-view";
import type { ActionResult, ImportActions, ImportRowsPage } from "./import-actions";

/** While an import runs its bar moves at least this often. */
const ASK_EVERY_MS = 700;
const PAGE = 100;
const LARGEST_PAGE = 200;

function dataOf<T>(result: ActionResult<T>): T {
  if (result.ok) return result.data;
  throw new Error(result.message);
}

/** One import, asked again until it has ended. */
export function useImport(importId: string | null, get: ImportActions["get"]) {
  return useQuery({
    queryKey: ["imports", importId],
    enabled: importId !== null,
    queryFn: async (): Promise<ImportView> => dataOf(await get({ import_id: importId ?? "" })).import,
    refetchInterval: ({ state }) => (state.data?.state === "done" || state.data?.state === "failed" ? false : ASK_EVERY_MS),
  });
}

/** Row results, page by page; new results come with every step of the bar. */
export function useImportRows(input: {
  importId: string;
  outcome: ImportRowView["outcome"] | undefined;
  doneRows: number;
  rows: ImportActions["rows"];
}) {
  const { importId, outcome, doneRows, rows } = input;
  return useInfiniteQuery({
    queryKey: ["imports", importId, "rows", outcome ?? "all", doneRows],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }): Promise<ImportRowsPage> =>
      dataOf(await rows({ import_id: importId, outcome, cursor: pageParam, limit: PAGE })),
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: (previous) => previous,
  });
}

/** Every rejected row, for the file of errors. */
export async function loadAllRejected(importId: string, rows: ImportActions["rows"]): Promise<ImportRowView[]> {
  const all: ImportRowView[] = [];
  let cursor: string | undefined;
  do {
    const page = dataOf(await rows({ import_id: importId, outcome: "rejected", cursor, limit: LARGEST_PAGE }));
    all.push(...page.import_rows);
    cursor = page.next_cursor ?? undefined;
  } while (cursor);
  return all;
}
