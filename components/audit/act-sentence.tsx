"use client";

import Link from "next/link";
import { useFormatter, useTranslations } from "next-intl";
import { Children } from "react";
import type { AuditEntryView } from "@/lib/audit/core/audit-view";
import classes from "./audit.module.css";
import { useAuditWords } from "./use-audit-words";

/** More orders than this in one line are counted. */
const MOST_ORDERS = 3;
/** An order that is gone shows the start of its id. */
const ID_LENGTH = 8;

type SentenceProps = { entry: AuditEntryView; numbers: Record<string, string> };

/** One act in one line: who in bold, orders as links. */
export function ActSentence({ entry, numbers }: SentenceProps) {
  const t = useTranslations();
  const { sentence, actor } = useAuditWords();
  const { key, values } = sentence(entry);
  return t.rich(key, {
    ...values,
    actor: () => <b className={classes.actor}>{actor(entry.actor)}</b>,
    orders: () => <Orders ids={entry.order_ids} numbers={numbers} />,
  });
}

function Orders({ ids, numbers }: { ids: string[]; numbers: Record<string, string> }) {
  const t = useTranslations("audit.list");
  const format = useFormatter();
  const shown = ids.slice(0, ids.length > MOST_ORDERS ? MOST_ORDERS - 1 : MOST_ORDERS);
  const links = shown.map((id) => (
    <Link key={id} href={`/orders/${id}`} prefetch={false} className={classes.order}>
      {numbers[id] ?? id.slice(0, ID_LENGTH)}
    </Link>
  ));
  const parts = Children.toArray([...format.list(links)]);
  if (shown.length === ids.length) return parts;
  return t.rich("and_more", { orders: () => parts, count: ids.length - shown.length });
}

/** The same as plain text, for names of buttons and the drawer's title. */
export function useActText(): (input: SentenceProps) => string {
  const t = useTranslations();
  const format = useFormatter();
  const { sentence, actor } = useAuditWords();
  return ({ entry, numbers }) => {
    const { key, values } = sentence(entry);
    const orders = format.list(entry.order_ids.slice(0, MOST_ORDERS).map((id) => numbers[id] ?? id.slice(0, ID_LENGTH)));
    return t.markup(key, { ...values, actor: () => actor(entry.actor), orders: () => orders }).trim();
  };
}
