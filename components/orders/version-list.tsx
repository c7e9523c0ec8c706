"use client";

import { Alert, Badge, Group, NavLink, Select, Skeleton, Stack, Table, Text } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import type { VersionDiffView, VersionView } from "@/lib/orders/core/order-view";
import { yuanText } from "@/lib/shared/money";
import { useVersionDiff } from "./orders.query";

type VersionListProps = {
  orderId: string;
  versions: VersionView[];
  /** The button that restores a version; the versions part gives it. */
  restoreSlot: (version: number) => ReactNode;
};

/** Every version, newest first, and what changed from one to another. */
export function VersionList({ orderId, versions, restoreSlot }: VersionListProps) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const newest = versions[0]?.version ?? 1;
  const [selected, setSelected] = useState(newest);
  return (
    <Group align="flex-start" gap="md" wrap="wrap">
      <Stack gap={2} w={280}>
        {versions.map((version) => (
          <NavLink
            key={version.version}
            component="button"
            active={version.version === selected}
            onClick={() => setSelected(version.version)}
            label={
              <Group gap={6}>
                {t("detail.version", { version: version.version })}
                {version.version === newest && (
                  <Badge size="xs" variant="light">
                    {t("versions.current")}
                  </Badge>
                )}
                <Badge size="xs" variant="default" tt="none">
                  {t(`origins.${version.origin}`)}
                </Badge>
              </Group>
            }
            description={t("versions.by", {
              name: version.actor_name || "—",
              time: format.dateTime(new Date(version.created_at), { dateStyle: "short", timeStyle: "short" }),
            })}
          />
        ))}
      </Stack>
      <VersionDiff
        key={selected}
        orderId={orderId}
        version={versions.find((entry) => entry.version === selected)}
        versions={versions}
        restore={selected === newest ? null : restoreSlot(selected)}
      />
    </Group>
  );
}

type DiffProps = { orderId: string; version: VersionView | undefined; versions: VersionView[]; restore: ReactNode };

function VersionDiff({ orderId, version, versions, restore }: DiffProps) {
  const t = useTranslations("orders.versions");
  const detail = useTranslations("orders.detail");
  const [against, setAgainst] = useState((version?.version ?? 1) - 1);
  if (!version) return null;
  return (
    <Stack gap="xs" flex={1} miw={320}>
      <Group justify="space-between">
        <Text size="sm">
          {version.restored_from !== null && `${t("restored_from", { version: version.restored_from })} · `}
          {version.reason}
        </Text>
        {restore}
      </Group>
      {against === 0 ? (
        <Text size="sm" c="dimmed">
          {t("first")}
        </Text>
      ) : (
        <DiffTable orderId={orderId} version={version.version} against={against} />
      )}
      {versions.length > 2 && (
        <Select
          size="xs"
          w={200}
          label={t("compare_with")}
          data={versions.flatMap(({ version: number }) =>
            number === version.version ? [] : [{ value: String(number), label: detail("version", { version: number }) }],
          )}
          value={String(against)}
          onChange={(value) => value && setAgainst(Number(value))}
        />
      )}
    </Stack>
  );
}

function DiffTable({ orderId, version, against }: { orderId: string; version: number; against: number }) {
  const t = useTranslations("orders.versions");
  const { data, isError, error } = useVersionDiff({ orderId, version, against });
  const nameOf = useFieldName();
  const textOf = useFieldValue();
  if (isError)
    return (
      <Alert color="red" title={t("failed")}>
        {error.message}
      </Alert>
    );
  if (!data) return <Skeleton height={96} />;
  if (data.changes.length === 0) return <Text size="sm">{t("no_changes")}</Text>;
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table fz="sm" verticalSpacing={4} captionSide="top">
        <Table.Caption>{t("changes", { against })}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t("field")}</Table.Th>
            <Table.Th>{t("before")}</Table.Th>
            <Table.Th>{t("after")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {data.changes.map((change) => (
            <Table.Tr key={change.path}>
              <Table.Td>{nameOf(change)}</Table.Td>
              <Table.Td c="dimmed">
                <s>{textOf(change.path, change.before)}</s>
              </Table.Td>
              <Table.Td fw={500}>{textOf(change.path, change.after)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

type Change = VersionDiffView["changes"][number];

/** "lines.1.quantity" → "明细 T恤 · 数量". */
function useFieldName(): (change: Change) => string {
  const t = useTranslations("orders.fields");
  return ({ path, label }) => {
    const parts = path.split(".");
    const key = parts[0] === "receiver" ? path.replace("receiver.", "receiver_") : (parts.at(-1) ?? path);
    const name = t.has(key) ? t(key) : t("other", { path });
    return parts[0] === "lines" ? `${t("line", { line: label ?? parts[1] ?? "" })} · ${name}` : name;
  };
}

const MONEY = /(^amounts\.)|(unit_price|paid)$/;

function useFieldValue(): (path: string, value: Change["before"]) => string {
  const format = useFormatter();
  return (path, value) => {
    if (value === null || value === "") return "—";
    if (typeof value === "number" && MONEY.test(path)) return yuanText(value);
    if (typeof value === "string" && /_at$|_after$/.test(path) && !Number.isNaN(Date.parse(value))) {
      return format.dateTime(new Date(value), { dateStyle: "short", timeStyle: "short" });
    }
    return String(value);
  };
}
