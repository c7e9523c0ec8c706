import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { createLoader, type SearchParams } from "nuqs/server";
import { getActorCtx, requireSession } from "@/app/session";
import { BOARD_PARSERS } from "@/components/merging/board-filters";
import { MergingBoard } from "@/components/merging/merging-board";
import { listShops } from "@/lib/channels/use-cases/list-shops";
import { listMergeSuggestions } from "@/lib/merging/use-cases/list-merge-suggestions";
import { roleHolds } from "@/lib/security/core/permissions";
import { approveMergeAction, rejectMergeAction, snoozeMergeAction } from "./actions";

const loadFilters = createLoader(BOARD_PARSERS);

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("merging"))("title") };
}

export default async function Page({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const user = await requireSession();
  const ctx = await getActorCtx();
  const filters = await loadFilters(searchParams);
  const { shops } = await listShops(ctx);
  const known = filters.shop === null || shops.some((shop) => shop.code === filters.shop);
  const page = known
    ? await listMergeSuggestions(ctx, { status: filters.status, tier: filters.tier ?? undefined, shop: filters.shop ?? undefined })
    : { merge_suggestions: [], next_cursor: null };
  return (
    <MergingBoard
      first={{ filters, page }}
      shops={shops.map(({ code, name }) => ({ code, name }))}
      mayDecide={roleHolds(user.role, "merging.decide")}
      actions={{ approve: approveMergeAction, reject: rejectMergeAction, snooze: snoozeMergeAction }}
    />
  );
}
