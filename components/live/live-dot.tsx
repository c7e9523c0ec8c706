"use client";

import { Tooltip } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import classes from "./live-dot.module.css";
import { useLiveState } from "./live-provider";

/** Whether the page hears what happens: connected, lagging or lost, with the age of what it shows. */
export function LiveDot() {
  const t = useTranslations("layout.live");
  const format = useFormatter();
  const { status, lastAt } = useLiveState();
  const since = lastAt === null ? "" : format.dateTime(new Date(lastAt), { hour: "2-digit", minute: "2-digit", second: "2-digit" });
  return (
    <Tooltip label={lastAt === null ? t(status) : t("since", { state: t(status), time: since })}>
      <span className={classes.live} data-state={status} role="status" aria-label={t(status)}>
        <span className={classes.dot} />
        <span className={classes.word}>{t(status)}</span>
      </span>
    </Tooltip>
  );
}
