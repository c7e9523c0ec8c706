import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import type { WorkerView } from "@/lib/jobs/core/job-view";
import { WorkerBadge } from "./job-badges";
import classes from "./jobs.module.css";
import { WhenText } from "./when-text";

/** The end of a worker's id: its beginning is the time it was made, and alike for all. */
const NAME_LENGTH = 6;

/** The processes that do the work, and when each was last heard of. */
export function WorkerList({ workers }: { workers: WorkerView[] }) {
  const t = useTranslations("jobs.workers");
  return (
    <Panel title={t("title")} aside={t("aside")}>
      {workers.length === 0 && (
        <Text size="sm" c="var(--td-red)">
          {t("none")}
        </Text>
      )}
      <ul className={classes.rows}>
        {workers.map(({ worker_id, pid, state, seen_at, started_at }) => (
          <li key={worker_id} className={`${classes.row} ${classes.worker}`}>
            <span title={worker_id}>{t("name", { id: worker_id.slice(-NAME_LENGTH), pid })}</span>
            <WorkerBadge state={state} />
            <span className={classes.dim}>
              {t("started")} <WhenText value={started_at} past />
            </span>
            <span className={`${classes.dim} ${classes.number}`}>
              {t("seen")} <WhenText value={seen_at} past />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
