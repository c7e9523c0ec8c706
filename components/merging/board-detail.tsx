import { ActionIcon, Alert, Button, Center, Group, Stack, Text } from "@mantine/core";
import { IconChevronLeft, IconChevronRight, IconCircleCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { type TouchEvent, useRef } from "react";
import { ApiProblem } from "@/components/ui/get-json";
import type { SuggestionDetail as SuggestionDetailView } from "@/lib/merging/core/suggestion-view";
import type { BoardStatus } from "./board-filters";
import { DecisionBar } from "./decision-bar";
import { useSuggestion } from "./merging.query";
import classes from "./merging-board.module.css";
import { DetailSkeleton, SuggestionDetail } from "./suggestion-detail";
import type { Outcome } from "./use-board";

type DetailProps = {
  card: { id: string } | null;
  first: SuggestionDetailView | null;
  status: BoardStatus;
  position: { index: number; count: number; more: boolean; go: (step: number) => void };
  failure: { error: Error; retry: () => void } | null;
  pending: boolean;
  mayDecide: boolean;
  outcome: Outcome | null;
  onApprove: () => void;
  onReject: () => void;
  onSnooze: () => void;
};

/** The right side; on a phone the whole page, one card at a time. */
export function BoardDetail({ card, first, status, position, failure, pending, mayDecide, outcome, onApprove, onReject, onSnooze }: DetailProps) {
  const one = useSuggestion(card?.id ?? null, first);
  const swipe = useSwipe(position.go);
  if (failure) return <Failure {...failure} />;
  if (!card) return pending ? <DetailFrame /> : <Empty status={status} />;
  if (one.isError && !one.data) return <Failure error={one.error} retry={() => void one.refetch()} />;
  return (
    <div className={classes.detail}>
      <Pager {...position} />
      <div className={classes.scroll} {...swipe}>
        {one.data ? <SuggestionDetail suggestion={one.data} outcome={outcome} /> : <DetailSkeleton />}
      </div>
      {one.data && one.data.decided_at === null && (
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

function Pager({ index, count, more, go }: DetailProps["position"]) {
  const t = useTranslations("merging.list");
  return (
    <Group className={classes.phoneOnly} justify="space-between" px="sm" py={4}>
      <ActionIcon variant="subtle" size="lg" disabled={index === 0} onClick={() => go(-1)} aria-label={t("previous")}>
        <IconChevronLeft size={20} />
      </ActionIcon>
      <Text size="sm" c="dimmed">
        {t("position", { index: index + 1, count: `${count}${more ? "+" : ""}` })}
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
    onTouchStart: (event: TouchEvent) => {
      const touch = event.touches[0];
      start.current = touch ? { x: touch.clientX, y: touch.clientY } : null;
    },
    onTouchEnd: (event: TouchEvent) => {
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
