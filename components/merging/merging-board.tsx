"use client";

import { Group, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";
import { useMemo, useState } from "react";
import type { SuggestionDetail as SuggestionDetailView } from "@/lib/merging/core/suggestion-view";
import { BoardDetail } from "./board-detail";
import { BoardFilterBar } from "./board-filter-bar";
import { BOARD_PARSERS, type BoardFilters } from "./board-filters";
import { type BoardPage, usePrefetchedSuggestion, useSuggestions } from "./merging.query";
import type { BoardActions } from "./merging-actions";
import classes from "./merging-board.module.css";
import { RejectDialog } from "./reject-dialog";
import { ListSkeleton, SuggestionList } from "./suggestion-list";
import { useBoard } from "./use-board";

type BoardProps = {
  first: { filters: BoardFilters; page: BoardPage; detail: SuggestionDetailView | null };
  shops: { code: string; name: string }[];
  mayDecide: boolean;
  actions: BoardActions;
};

/** The merging board: suggestions by deadline at the left, one of them at the right, decided from the keyboard. */
export function MergingBoard({ first, shops, mayDecide, actions }: BoardProps) {
  const t = useTranslations("merging");
  const [filters, setFilters] = useQueryStates(BOARD_PARSERS, { history: "replace" });
  const [wanted, setWanted] = useQueryState("suggestion", parseAsString);
  const [rejecting, setRejecting] = useState(false);
  const list = useSuggestions(filters, first);
  const loaded = useMemo(() => list.data?.pages.flatMap((page) => page.merge_suggestions) ?? [], [list.data]);
  const board = useBoard({ cards: loaded, actions, onDecided: (id) => goOn(id) });
  const { cards } = board;
  const index = Math.max(
    0,
    cards.findIndex((card) => card.id === wanted),
  );
  const card = cards[index] ?? null;
  usePrefetchedSuggestion(cards[index + 1]?.id ?? null);
  const outcome = card ? board.outcomeOf(card.id) : null;
  const go = (step: number) => {
    const next = cards[index + step];
    if (next) void setWanted(next.id);
  };
  /** The next undecided one comes by itself. */
  function goOn(id: string) {
    const from = cards.findIndex((entry) => entry.id === id);
    const rest = [...cards.slice(from + 1), ...cards.slice(0, from)];
    const next = rest.find((entry) => board.outcomeOf(entry.id) === null);
    if (next) void setWanted(next.id);
  }
  const active = card !== null && (card.state === "open" || card.state === "blocked") && (outcome === null || outcome.kind === "refused");
  const approve = () => card && active && mayDecide && card.state === "open" && void board.approve(card);
  const reject = () => active && mayDecide && setRejecting(true);
  const snooze = () => card && active && mayDecide && void board.snooze(card);
  useHotkeys([
    ["J", () => go(1)],
    ["K", () => go(-1)],
    ["A", approve],
    ["R", reject],
    ["S", snooze],
  ]);
  return (
    <div className={classes.board}>
      <header className={classes.head}>
        <Group justify="space-between" gap="xs">
          <Group gap="sm" align="baseline">
            <Title order={1}>{t("title")}</Title>
            <Text size="sm" c="dimmed" className={classes.deskOnly}>
              {t("intro")}
            </Text>
          </Group>
          <BoardFilterBar filters={filters} shops={shops} onChange={(change) => void setFilters(change)} />
        </Group>
      </header>
      <aside className={classes.side}>
        {list.isPending ? (
          <ListSkeleton />
        ) : (
          <SuggestionList
            cards={cards}
            selectedId={card?.id ?? null}
            outcomeOf={board.outcomeOf}
            onSelect={(id) => void setWanted(id)}
            hasMore={list.hasNextPage}
            loadingMore={list.isFetchingNextPage}
            onMore={() => void list.fetchNextPage()}
          />
        )}
      </aside>
      <BoardDetail
        card={card}
        first={first.detail}
        status={filters.status}
        position={{ index, count: cards.length, more: list.hasNextPage, go }}
        failure={list.isError && !list.data ? { error: list.error, retry: () => void list.refetch() } : null}
        pending={list.isPending}
        mayDecide={mayDecide}
        outcome={outcome}
        onApprove={approve}
        onReject={reject}
        onSnooze={snooze}
      />
      <RejectDialog
        opened={rejecting}
        onClose={() => setRejecting(false)}
        onSubmit={(reason) => {
          setRejecting(false);
          if (card) void board.reject(card, reason);
        }}
      />
    </div>
  );
}
