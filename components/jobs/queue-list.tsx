import { Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import type { QueueView } from "@/lib/jobs/core/job-view";
import classes from "./jobs.module.css";
import { useJobWords } from "./use-job-words";
import { WhenText } from "./when-text";

/** What waits to be done, by kind of job. */
export function QueueList({ queues }: { queues: QueueView[] }) {
  const t = useTranslations("jobs.queues");
  const format = useFormatter();
  const words = useJobWords();
  return (
    <Panel title={t("title")}>
      {queues.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("empty")}
        </Text>
      ) : (
        <ul className={classes.rows}>
          <li className={`${classes.row} ${classes.queue} ${classes.head}`}>
            <span>{t("job")}</span>
            <span className={classes.number}>{t("waiting")}</span>
            <span className={classes.number}>{t("running")}</span>
            <span className={classes.number}>{t("failing")}</span>
          </li>
          {queues.map(({ job, waiting, running, failing, oldest_run_at }) => (
            <li key={job} className={`${classes.row} ${classes.queue}`}>
              <span className={classes.clip}>{words.job(job)}</span>
              <span className={classes.number}>{format.number(waiting)}</span>
              <span className={classes.number}>{format.number(running)}</span>
              <span className={`${classes.number} ${failing > 0 ? classes.amber : ""}`}>{format.number(failing)}</span>
              {waiting > 0 && oldest_run_at && (
                <span className={`${classes.dim} ${classes.whole}`}>
                  {t("oldest")} <WhenText value={oldest_run_at} />
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
