"use client";

import { Stack, Table, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { ContentChange } from "@/lib/orders/core/content-diff";
import { yuanText } from "@/lib/shared/money";
import classes from "./version-diff.module.css";

const GROUPS = ["receiver", "lines", "amounts", "other"] as const;
type DiffGroup = (typeof GROUPS)[number];

/** Before and after by field, as a pull request shows it: personal values stay masked, and say when the mask hides the difference. */
export function VersionDiff({ changes }: { changes: readonly ContentChange[] }) {
  const t = useTranslations("versions.diff");
  if (changes.length === 0) return <Text size="sm">{t("none")}</Text>;
  return (
    <Table className={classes.table} fz="sm" verticalSpacing={5} horizontalSpacing="xs" layout="fixed" aria-label={t("caption")}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th w="26%">{t("field")}</Table.Th>
          <Table.Th>{t("before")}</Table.Th>
          <Table.Th>{t("after")}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      {GROUPS.map((group) => (
        <DiffRows key={group} group={group} changes={changes.filter((change) => groupOf(change.path) === group)} />
      ))}
    </Table>
  );
}

function DiffRows({ group, changes }: { group: DiffGroup; changes: ContentChange[] }) {
  const t = useTranslations("versions.diff");
  const nameOf = useFieldName();
  const shown = useFieldValue();
  if (changes.length === 0) return null;
  return (
    <Table.Tbody>
      <Table.Tr>
        <Table.Th colSpan={3} scope="rowgroup" className={classes.group}>
          {t(group)}
        </Table.Th>
      </Table.Tr>
      {changes.map((change) => (
        <Table.Tr key={change.path}>
          <Table.Td c="dimmed">{nameOf(change)}</Table.Td>
          <Table.Td className={classes.before}>{shown(change.path, change.before)}</Table.Td>
          <Table.Td className={classes.after}>
            <Stack gap={0}>
              <span>{shown(change.path, change.after)}</span>
              {change.before === change.after && (
                <Text size="xs" c="dimmed">
                  {t("hidden")}
                </Text>
              )}
            </Stack>
          </Table.Td>
        </Table.Tr>
      ))}
    </Table.Tbody>
  );
}

function groupOf(path: string): DiffGroup {
  const first = path.split(".", 1)[0];
  return first === "receiver" || first === "lines" || first === "amounts" ? first : "other";
}

/** "lines.1.quantity" → "T恤 · 数量", "receiver.phone" → "手机号". */
function useFieldName(): (change: ContentChange) => string {
  const t = useTranslations("versions.fields");
  return ({ path, label }) => {
    const parts = path.split(".");
    const last = parts.at(-1) ?? path;
    const key = parts[0] === "receiver" || parts[0] === "amounts" ? `${parts[0]}_${last}` : last;
    const name = t.has(key) ? t(key) : last;
    return parts[0] === "lines" ? `${label ?? parts[1] ?? ""} · ${name}` : name;
  };
}

const MONEY = /^amounts\.|\.(unit_price|paid)$/;

function useFieldValue(): (path: string, value: ContentChange["before"]) => string {
  const t = useTranslations("versions.diff");
  const refund = useTranslations("orders.refunds");
  const format = useFormatter();
  return (path, value) => {
    if (value === null || value === "") return t("empty");
    if (typeof value === "number") return MONEY.test(path) ? yuanText(value) : format.number(value);
    if (path.endsWith(".refund_status") && refund.has(value)) return refund(value);
    if (/(_at|_after)$/.test(path) && !Number.isNaN(Date.parse(value)))
      return format.dateTime(new Date(value), { dateStyle: "short", timeStyle: "short" });
    return value;
  };
}
