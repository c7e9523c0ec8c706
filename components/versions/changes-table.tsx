"use client";

import { Anchor, Card, Group, Stack, Table, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { yuanText } from "@/lib/shared/money";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";
import { ChangeStateBadge, RiskBadge } from "./change-badges";
import type { ChangeTab } from "./change-tabs";
import { DueClock } from "./due-clock";
import { useChangeWords } from "./use-change-words";

type TableProps = { rows: ChangeRequestView[]; tab: ChangeTab };

/** One line a request, the sentence first; on a phone one card a request. */
export function ChangesTable({ rows, tab }: TableProps) {
  const t = useTranslations("versions.queue");
  return (
    <>
      <Table.ScrollContainer minWidth={900} visibleFrom="sm">
        <Table fz="sm" verticalSpacing={0} highlightOnHover aria-label={t(`tabs.${tab}`)}>
          <Table.Thead>
            <Table.Tr h={36}>
              <Table.Th>{t("change")}</Table.Th>
              <Table.Th>{t("order")}</Table.Th>
              <Table.Th>{t("risk")}</Table.Th>
              <Table.Th ta="right">{t("money")}</Table.Th>
              <Table.Th>{t("requested")}</Table.Th>
              <Table.Th>{tab === "pending" ? t("due") : t("state")}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row) => (
              <Row key={row.id} row={row} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Stack gap="xs" hiddenFrom="sm">
        {rows.map((row) => (
          <PhoneCard key={row.id} row={row} />
        ))}
      </Stack>
    </>
  );
}

function Row({ row }: { row: ChangeRequestView }) {
  return (
    <Table.Tr h={36}>
      <Table.Td maw={420}>
        <SentenceLink row={row} />
      </Table.Td>
      <Table.Td maw={260}>
        <Text size="sm" truncate>
          <Text component="span" inherit ff="monospace">
            {row.order.external_id}
          </Text>{" "}
          <Text component="span" inherit c="dimmed">
            {row.order.shop_name}
          </Text>
        </Text>
      </Table.Td>
      <Table.Td>
        <RiskBadge level={row.risk.level} />
      </Table.Td>
      <Table.Td ta="right" style={{ fontVariantNumeric: "tabular-nums" }}>
        <Delta row={row} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {row.requested_by} · <InstantText value={row.created_at} c="dimmed" span />
        </Text>
      </Table.Td>
      <Table.Td>
        <Standing row={row} />
      </Table.Td>
    </Table.Tr>
  );
}

function SentenceLink({ row }: { row: ChangeRequestView }) {
  const words = useChangeWords();
  const text = words.summary(row.sentences);
  return (
    <Anchor component={Link} href={`/versions/${row.id}`} size="sm" fw={500} c="inherit" truncate display="block" title={text}>
      {text}
    </Anchor>
  );
}

function Delta({ row }: { row: ChangeRequestView }) {
  const t = useTranslations("versions.queue");
  const { delta } = row.money;
  if (delta === 0) {
    return (
      <Text size="sm" c="dimmed" component="span">
        {t("no_money")}
      </Text>
    );
  }
  return <>{`${delta > 0 ? "+" : "−"}${yuanText(Math.abs(delta))}`}</>;
}

function Standing({ row }: { row: ChangeRequestView }) {
  return row.state === "pending" ? <DueClock dueAt={row.approval.due_at} /> : <ChangeStateBadge state={row.state} />;
}

function PhoneCard({ row }: { row: ChangeRequestView }) {
  const words = useChangeWords();
  return (
    <Card withBorder padding="sm" radius="sm" component={Link} href={`/versions/${row.id}`}>
      <Group justify="space-between" mb={6}>
        <RiskBadge level={row.risk.level} />
        <Text size="sm" component="div">
          <Standing row={row} />
        </Text>
      </Group>
      <Text fw={500}>{words.summary(row.sentences)}</Text>
      <Text size="sm" c="dimmed" truncate>
        <span style={{ fontFamily: "var(--mantine-font-family-monospace)" }}>{row.order.external_id}</span> · {row.order.shop_name}
      </Text>
      <Group justify="space-between" mt={4}>
        <Text size="sm" c="dimmed">
          {row.requested_by} · <InstantText value={row.created_at} span />
        </Text>
        <Text size="sm" component="div" style={{ fontVariantNumeric: "tabular-nums" }}>
          <Delta row={row} />
        </Text>
      </Group>
    </Card>
  );
}
