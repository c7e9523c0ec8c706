import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, parseAsString, type SearchParams } from "nuqs/server";
import { getActorCtx, requireSession } from "@/app/session";
import { BOARD_PARSERS } from "@/components/merging/board-filters";
import { MergingBoard } from "@/components/merging/merging-board";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { getMergeSuggestion } from "@/lib/merging/use-cases/get-merge-suggestion";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { roleHolds } from "@/lib/security/core/permissions";
import { approveMergeAction, rejectMergeAction, snoozeMergeAction } from "./actions";

const loadFilters = createLoader({ ...BOARD_PARSERS, suggestion: parseAsString });

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const { suggestion, ...filters } = await loadFilters(searchParams);
  const { shops } = await listShops(ctx);
  const known = filters.shop === null || shops.some((shop) => shop.code === filters.shop);
  const page = known
    ? await listMergeSuggestions(ctx, { status: filters.status, tier: filters.tier ?? undefined, shop: filters.shop ?? undefined })
    : { merge_suggestions: [], next_cursor: null };
  const shown = page.merge_suggestions.find((card) => card.id === suggestion) ?? page.merge_suggestions[0];
  const detail = shown ? await getMergeSuggestion(ctx, { id: shown.id }) : null;
  return (
    <MergingBoard
      first={{ filters, page, detail }}
      shops={shops.map(({ code, name }) => ({ code, name }))}
      mayDecide={roleHolds(user.role, "merging.decide")}
      actions={{ approve: approveMergeAction, reject: rejectMergeAction, snooze: snoozeMergeAction }}
    />
  );
}
