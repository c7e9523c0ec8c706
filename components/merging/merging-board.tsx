"use client";

import { ActionIcon, Alert, Button, Center, Group, Stack, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconChevronLeft, IconChevronRight, IconCircleCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";
import { useMemo, useRef, useState } from "react";
import { ApiProblem } from "@/components/ui/get-json";
import { BoardFilterBar } from "./board-filter-bar";
import { BOARD_PARSERS, type BoardFilters, type BoardStatus } from "./board-filters";
import { DecisionBar } from "./decision-bar";
import { type BoardPage, useSuggestion, useSuggestions } from "./merging.query";
import type { BoardActions } from "./merging-actions";
import classes from "./merging-board.module.css";
import { RejectDialog } from "./reject-dialog";
import { DetailSkeleton, SuggestionDetail } from "./suggestion-detail";
import { ListSkeleton, SuggestionList } from "./suggestion-list";
import { useBoard } from "./use-board";

type BoardProps = {
  first: { filters: BoardFilters; page: BoardPage } | null;
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
      <Detail
        card={card}
        status={filters.status}
        position={{ index, count: cards.length, go }}
        failure={list.isError ? { error: list.error, retry: () => void list.refetch() } : null}
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

type DetailProps = {
  card: { id: string } | null;
  status: BoardStatus;
  position: { index: number; count: number; go: (step: number) => void };
  failure: { error: Error; retry: () => void } | null;
  pending: boolean;
  mayDecide: boolean;
  outcome: ReturnType<ReturnType<typeof useBoard>["outcomeOf"]>;
  onApprove: () => void;
  onReject: () => void;
  onSnooze: () => void;
};

/** The right side; on a phone the whole page, one card at a time. */
function Detail({ card, status, position, failure, pending, mayDecide, outcome, onApprove, onReject, onSnooze }: DetailProps) {
  const one = useSuggestion(card?.id ?? null);
  const swipe = useSwipe(position.go);
  if (failure) return <Failure {...failure} />;
  if (!card) return pending ? <DetailFrame /> : <Empty status={status} />;
  if (one.isError) return <Failure error={one.error} retry={() => void one.refetch()} />;
  return (
    <div className={classes.detail}>
      <Pager {...position} />
      <div className={classes.scroll} {...swipe}>
        {one.data ? <SuggestionDetail suggestion={one.data} outcome={outcome} /> : <DetailSkeleton />}
      </div>
      {one.data && (
        <DecisionBar
          suggestion={one.data}
          mayDecide={mayDecide}
          working={outcome?.kind === "working"}
          onApprove={onApprove}
          onReject={onReject}
          onSnooze={onSnooze}
        />
      )}
    </div>
  );
}

function Pager({ index, count, go }: DetailProps["position"]) {
  const t = useTranslations("merging.list");
  return (
    <Group className={classes.phoneOnly} justify="space-between" px="sm" py={4}>
      <ActionIcon variant="subtle" size="lg" disabled={index === 0} onClick={() => go(-1)} aria-label={t("previous")}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <Text size="sm" c="dimmed">
        {t("position", { index: index + 1, count })}
      </Text>
      <ActionIcon variant="subtle" size="lg" disabled={index >= count - 1} onClick={() => go(1)} aria-label={t("next")}>
        <IconChevronRight size={20} />
      </ActionIcon>
    </Group>
  );
}

const SWIPE_PX = 80;

/** A swipe turns the page; it never decides. */
function useSwipe(go: (step: number) => void) {
  const start = useRef<{ x: number; y: number } | null>(null);
  return {
    onTouchStart: (event: React.TouchEvent) => {
      const touch = event.touches[0];
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: React.TouchEvent) => {
      const touch = event.changedTouches[0];
      if (!touch || !start.current) return;
      const x = touch.clientX - start.current.x;
      const y = touch.clientY - start.current.y;
      if (Math.abs(x) > SWIPE_PX && Math.abs(x) > 2 * Math.abs(y)) go(x < 0 ? 1 : -1);
    },
  };
}

function DetailFrame() {
  return (
    <div className={classes.detail}>
      <div className={classes.scroll}>
        <DetailSkeleton />
      </div>
    </div>
  );
}

function Empty({ status }: { status: BoardStatus }) {
  const t = useTranslations("merging.empty");
  return (
    <Center p="xl">
      <Stack align="center" gap={6} maw={360}>
        <IconCircleCheck size={36} stroke={1.4} color="var(--mantine-color-dimmed)" aria-hidden />
        <Text fw={600}>{t(status)}</Text>
        <Text size="sm" c="dimmed" ta="center">
          {t(`${status}_hint`)}
        </Text>
      </Stack>
    </Center>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations("merging.error");
  return (
    <div className={classes.scroll}>
      <Alert color="red" title={t("title")} role="alert">
        <Stack gap="xs" align="flex-start">
          <Text size="sm">{t("body")}</Text>
          {error instanceof ApiProblem && error.requestId && (
            <Text size="xs" c="dimmed">
              {t("request", { id: error.requestId })}
            </Text>
          )}
          <Button size="xs" variant="default" onClick={retry}>
            {t("retry")}
          </Button>
        </Stack>
      </Alert>
    </div>
  );
}
