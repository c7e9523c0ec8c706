"use client";

import { Button, Skeleton, Stack, Text, Tooltip } from "@mantine/core";
import { IconLock, IconLockOpen } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import type { MouseEvent, ReactNode } from "react";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import { ActIcon } from "./act-icon";
import { ActSentence, useActText } from "./act-sentence";
import classes from "./audit.module.css";
import { useAuditWords } from "./use-audit-words";

const PLACEHOLDERS = Array.from({ length: 14 }, (_, index) => `row ${index}`);

type ListProps = {
  entries: AuditEntryView[];
  numbers: Record<string, string>;
  openId: string | null;
  onOpen: (id: string) => void;
  loading: boolean;
  /** Acts that happened since; the list stays until the reader asks. */
  newer: { count: number; more: boolean; show: () => void };
  more: { wanted: boolean; loading: boolean; load: () => void };
  empty: ReactNode;
};

/** One line per act, newest first. */
export function AuditList({ entries, numbers, openId, onOpen, loading, newer, more, empty }: ListProps) {
  const t = useTranslations("audit.list");
  if (loading) return <Waiting />;
  return (
    <Stack gap="xs">
      {newer.count > 0 && (
        <Button size="compact-sm" variant="outline" className={classes.newer} onClick={newer.show}>
          {newer.more ? t("newer_many", { count: newer.count }) : t("newer", { count: newer.count })}
        </Button>
      )}
      {entries.length === 0 ? (
        empty
      ) : (
        <div className={classes.list}>
          <div className={classes.head} aria-hidden>
            <span>{t("time")}</span>
            <span>{t("act")}</span>
            <span>{t("detail")}</span>
            <span className={classes.right}>{t("seq")}</span>
          </div>
          <ul className={classes.rows} aria-label={t("label")}>
            {entries.map((entry) => (
              <Line key={entry.id} entry={entry} numbers={numbers} active={entry.id === openId} onOpen={onOpen} />
            ))}
          </ul>
        </div>
      )}
      {more.wanted ? (
        <Button size="xs" variant="default" className={classes.more} loading={more.loading} onClick={more.load}>
          {t("more")}
        </Button>
      ) : (
        entries.length > 0 && (
          <Text size="xs" c="dimmed" ta="center" p={6}>
            {t("end")}
          </Text>
        )
      )}
    </Stack>
  );
}

type LineProps = { entry: AuditEntryView; numbers: Record<string, string>; active: boolean; onOpen: (id: string) => void };

function Line({ entry, numbers, active, onOpen }: LineProps) {
  const t = useTranslations("audit.list");
  const format = useFormatter();
  const text = useActText();
  const { detail } = useAuditWords();
  const why = detail(entry);
  const open = (event: MouseEvent) => {
    if (!(event.target as HTMLElement).closest("a, button")) onOpen(entry.id);
  };
  return (
    // The time is the button: keyboards open the entry without the row's own click.
    // biome-ignore lint/a11y/useKeyWithClickEvents: see above
    <li className={classes.line} data-active={active || undefined} onClick={open}>
      <button
        type="button"
        className={classes.time}
        aria-label={t("open", { sentence: text({ entry, numbers }) })}
        aria-expanded={active}
        onClick={() => onOpen(entry.id)}
      >
        <time dateTime={entry.at}>
          {format.dateTime(new Date(entry.at), {
            month: "2-digit",
            day: "2-digit",
            hour: "2-digit",
            minute: "2-digit",
            second: "2-digit",
            hourCycle: "h23",
          })}
        </time>
      </button>
      <span className={classes.act}>
        <ActIcon action={entry.action} />
        <span className={classes.sentence}>
          <ActSentence entry={entry} numbers={numbers} />
        </span>
      </span>
      <span className={classes.why} title={why}>
        {why}
      </span>
      <Seal seq={entry.seq} />
    </li>
  );
}

function Seal({ seq }: { seq: number | null }) {
  const t = useTranslations("audit.list");
  const format = useFormatter();
  const Icon = seq === null ? IconLockOpen : IconLock;
  const number = seq === null ? t("not_sealed") : format.number(seq);
  return (
    <Tooltip label={seq === null ? t("not_sealed_hint") : t("sealed", { seq: number })}>
      <span className={classes.seal}>
        <Icon size={12} stroke={1.7} aria-hidden />
        {number}
      </span>
    </Tooltip>
  );
}

function Waiting() {
  return (
    <div className={classes.list} aria-busy="true">
      {PLACEHOLDERS.map((key) => (
        <div key={key} className={classes.line}>
          <Skeleton h={12} w={96} />
          <Skeleton h={12} w="62%" />
          <Skeleton h={12} w="48%" className={classes.why} />
          <Skeleton h={12} w={44} className={classes.seal} />
        </div>
      ))}
    </div>
  );
}
