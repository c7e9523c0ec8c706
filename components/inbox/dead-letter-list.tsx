"use client";

import { Alert, Button, SegmentedControl, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { type DeadLetterView, type DeadLetterList as Letters, UNSETTLED_STATES } from "@/lib/inbox/core/dead-letter-view";
import { DeadLetterRow } from "./dead-letter-row";
import { type LetterState, useDeadLetters } from "./dead-letters.query";
import type { ReplayPush } from "./inbox-actions";
import type { RepairActions } from "./repair-actions";
import { RepairPushDialog } from "./repair-push-dialog";
import { useReplay } from "./use-replay";

type ListProps = {
  first: { state: LetterState | null; page: Letters };
  shops: ReadonlyMap<string, string>;
  mayReplay: boolean;
  replay: ReplayPush;
  /** Looking into a push, repairing and dropping it; null for roles that may not. */
  repair: RepairActions | null;
};

/** Pushes that did not become what they should: why, what they wait for, and sending them through their work again. */
export function DeadLetterList({ first, shops, mayReplay, replay, repair }: ListProps) {
  const t = useTranslations("inbox.letters");
  const states = useTranslations("inbox.states");
  const [state, setState] = useQueryState("letters", parseAsStringLiteral(UNSETTLED_STATES));
  const list = useDeadLetters(state, first);
  const { replays, send } = useReplay(replay);
  const [opened, setOpened] = useState<DeadLetterView | null>(null);
  const close = () => setOpened(null);
  const letters = list.data?.pages.flatMap((page) => page.dead_letters) ?? [];
  const listed = new Set(letters.map(({ id }) => id));
  const gone = [...replays.values()].filter(({ letter }) => !listed.has(letter.id)).map(({ letter }) => letter);
  const shown = [...gone, ...letters];
  return (
    <Panel
      title={t("title")}
      aside={
        <SegmentedControl
          size="xs"
          aria-label={t("filter")}
          value={state ?? "all"}
          onChange={(value) => void setState(UNSETTLED_STATES.find((known) => known === value) ?? null)}
          data={[{ value: "all", label: t("all") }, ...UNSETTLED_STATES.map((value) => ({ value, label: states(value) }))]}
        />
      }
    >
      {list.isError && (
        <Alert color="red" mb="xs">
          {t("failed", { message: list.error.message })}
        </Alert>
      )}
      {shown.length === 0 && !list.isError ? (
        <Text size="sm" c="dimmed" py="xs">
          {t(state === null ? "empty" : "empty_state")}
        </Text>
      ) : (
        <DenseTable
          label={t("title")}
          minWidth={820}
          columns={[
            { key: "state", label: t("state"), width: 124 },
            { key: "push", label: t("push"), width: 170 },
            { key: "reason", label: t("reason") },
            { key: "attempts", label: t("attempts"), width: 52, right: true },
            { key: "received", label: t("received"), width: 84, right: true },
            { key: "act", label: t("act"), width: 118, right: true },
          ]}
        >
          {shown.map((letter) => (
            <DeadLetterRow
              key={letter.id}
              letter={letter}
              shops={shops}
              again={listed.has(letter.id) && list.dataUpdatedAt > (replays.get(letter.id)?.at ?? Number.POSITIVE_INFINITY)}
              replay={replays.get(letter.id)}
              mayReplay={mayReplay}
              onReplay={() => void send(letter)}
              onOpen={repair && (() => setOpened(letter))}
            />
          ))}
        </DenseTable>
      )}
      {list.hasNextPage && (
        <Button mt="xs" size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t("more")}
        </Button>
      )}
      {repair && (
        <RepairPushDialog
          letter={opened}
          actions={repair}
          onClose={close}
          onDone={() => {
            close();
            void list.refetch();
          }}
        />
      )}
    </Panel>
  );
}
