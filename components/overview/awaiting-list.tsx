"use client";

import { Skeleton, Text } from "@mantine/core";
import { IconAlertTriangle, IconArrowsJoin2, IconVersions } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { DueClock } from "@/components/versions/due-clock";
import type { AwaitingItem } from "./awaiting-item";
import classes from "./overview.module.css";

const ICONS = { merge: IconArrowsJoin2, change: IconVersions, exception: IconAlertTriangle };
const PLACEHOLDERS = ["a", "b", "c", "d", "e"];

/** What waits for a person, soonest deadline first. */
export function AwaitingList({ items, failed }: { items: AwaitingItem[] | null; failed: boolean }) {
  const t = useTranslations("overview.awaiting");
  return (
    <Panel title={t("title")} aside={t("aside")}>
      {failed && (
        <Text size="xs" c="var(--td-amber)" role="alert">
          {t("failed")}
        </Text>
      )}
      {items === null && !failed && PLACEHOLDERS.map((key) => <Skeleton key={key} h={20} my={8} />)}
      {items?.length === 0 && (
        <div className={classes.quiet}>
          <Text size="sm">{t("empty")}</Text>
          <Text size="xs" c="dimmed">
            {t("empty_hint")}
          </Text>
        </div>
      )}
      <ul className={classes.rows}>
        {items?.map((item) => (
          <li key={item.id}>
            <AwaitingRow item={item} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function AwaitingRow({ item }: { item: AwaitingItem }) {
  const t = useTranslations("overview.awaiting");
  const tiers = useTranslations("merging.tiers");
  const Icon = ICONS[item.kind];
  const word = item.kind === "exception" && item.stuck ? "stuck" : item.kind;
  return (
    <Link href={item.href} prefetch={false} className={classes.awaiting}>
      <span className={classes.kind} data-kind={item.kind}>
        <Icon size={14} stroke={1.8} aria-hidden />
        {t(word)}
      </span>
      <span className={classes.clip}>{item.kind === "merge" ? t("merge_text", { orders: item.orders, receiver: item.receiver }) : item.order}</span>
      <span className={`${classes.dim} ${classes.clip}`}>{item.kind === "merge" ? tiers(item.tier) : item.shop}</span>
      <span className={classes.number}>{item.due ? <DueClock dueAt={item.due} /> : <span className={classes.dim}>{t("no_due")}</span>}</span>
    </Link>
  );
}
