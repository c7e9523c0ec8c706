"use client";

import { Alert, Group, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { DeadLetterList } from "@/components/inbox/dead-letter-list";
import { type LetterState, useDeadLetters } from "@/components/inbox/dead-letters.query";
import type { ReplayPush } from "@/components/inbox/inbox-actions";
import type { RepairActions } from "@/components/inbox/repair-actions";
import type { ShopView } from "@/lib/channels/core/shop-view";
import type { DeadLetterList as Letters } from "@/lib/inbox/core/dead-letter-view";
import type { JobOverview, JobRunPage } from "@/lib/jobs/core/job-view";
import { HealthFigures } from "./health-figures";
import classes from "./jobs.module.css";
import { type RunFilters, useJobOverview, useShopSync } from "./jobs.query";
import { QueueList } from "./queue-list";
import { RunLedger } from "./run-ledger";
import { ScheduleTable } from "./schedule-table";
import { ShopSync } from "./shop-sync";
import { WorkerList } from "./worker-list";

type PageProps = {
  first: {
    overview: JobOverview;
    runs: { filters: RunFilters; page: JobRunPage };
    letters: { state: LetterState | null; page: Letters };
    /** Without a filter, for the figure. */
    allLetters: Letters;
    shops: ShopView[];
  };
  mayReplay: boolean;
  actions: { replay: ReplayPush; repair: RepairActions | null };
};

/** Operations: what runs, what waits, what failed and what a person must send on. */
export function JobsPage({ first, mayReplay, actions }: PageProps) {
  const t = useTranslations("jobs");
  const overview = useJobOverview(first.overview);
  const shops = useShopSync(first.shops);
  const letters = useDeadLetters(null, { state: null, page: first.allLetters });
  const names = new Map(shops.data.map(({ id, name }) => [id, name]));
  const { schedules, workers, queues } = overview.data;
  return (
    <div className={classes.page}>
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("intro")}
        </Text>
      </Group>
      {overview.isError && (
        <Alert color="red" title={t("stale")}>
          {t("stale_hint", { message: overview.error.message })}
        </Alert>
      )}
      <HealthFigures overview={overview.data} letters={counted(letters.data?.pages ?? [])} />
      <div className={classes.columns}>
        <div className={classes.column}>
          <div id="letters">
            <DeadLetterList first={first.letters} shops={names} mayReplay={mayReplay} replay={actions.replay} repair={actions.repair} />
          </div>
          <div id="schedules">
            <ScheduleTable schedules={schedules} />
          </div>
          <div id="runs">
            <RunLedger first={first.runs} />
          </div>
        </div>
        <div className={classes.column}>
          <div id="workers">
            <WorkerList workers={workers} />
          </div>
          <div id="queues">
            <QueueList queues={queues} />
          </div>
          <ShopSync shops={shops.data} />
        </div>
      </div>
    </div>
  );
}

function counted(pages: Letters[]): { dead: number; parked: number; more: boolean } {
  const letters = pages.flatMap((page) => page.dead_letters);
  const dead = letters.filter(({ state }) => state === "dead").length;
  return { dead, parked: letters.length - dead, more: (pages.at(-1)?.next_cursor ?? null) !== null };
}
