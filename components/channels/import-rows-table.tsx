"use client";

import { Anchor, Badge, Button, Card, Group, SegmentedControl, Skeleton, Stack, Table, Text } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { importErrorsCsv } from "@/lib/channels/core/import-errors-csv";
import type { ImportRowView, ImportView } from "@/lib/channels/core/import-view";
import { downloadText } from "./download-text";
import { loadAllRejected, useImportRows } from "./import.query";
import { useRowReason } from "./use-row-reason";

const OUTCOME_COLORS: Record<ImportRowView["outcome"], string> = {
  created: "green",
  updated: "blue",
  unchanged: "gray",
  stale: "gray",
  rejected: "red",
};

/** What became of each row; rejected ones can be taken away as a file to mend. */
export function ImportRowsTable({ value }: { value: ImportView }) {
  const t = useTranslations("channels.import");
  const [outcome, setOutcome] = useState<"all" | "rejected">(value.rejected > 0 ? "rejected" : "all");
  const query = useImportRows({
    importId: value.id,
    outcome: outcome === "all" ? undefined : outcome,
    doneRows: value.done_rows,
  });
  const loaded = query.data?.pages.flatMap((page) => page.import_rows) ?? [];
  return (
    <Card withBorder>
      <Stack gap="sm">
        <Group justify="space-between">
          <Text fw={500}>{t("results")}</Text>
          <Group gap="xs">
            {value.rejected > 0 && <DownloadErrors value={value} />}
            <SegmentedControl
              size="xs"
              value={outcome}
              onChange={(next) => setOutcome(next === "rejected" ? "rejected" : "all")}
              data={[
                { value: "all", label: t("all_rows") },
                { value: "rejected", label: t("rejected") },
              ]}
            />
          </Group>
        </Group>
        <RowsTable loaded={loaded} pending={query.isPending} />
        {query.hasNextPage && (
          <Button variant="default" size="xs" onClick={() => void query.fetchNextPage()} loading={query.isFetchingNextPage}>
            {t("more_rows")}
          </Button>
        )}
      </Stack>
    </Card>
  );
}

function RowsTable({ loaded, pending }: { loaded: ImportRowView[]; pending: boolean }) {
  const t = useTranslations("channels.import");
  const reason = useRowReason();
  if (pending) return <Skeleton height={120} />;
  if (loaded.length === 0) return <Text c="dimmed">{t("no_rows")}</Text>;
  return (
    <Table.ScrollContainer minWidth={680}>
      <Table verticalSpacing={6}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={70} ta="right">
              {t("row")}
            </Table.Th>
            <Table.Th w={220}>{t("order")}</Table.Th>
            <Table.Th w={110}>{t("outcome")}</Table.Th>
            <Table.Th>{t("reason")}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {loaded.map((row) => (
            <Table.Tr key={row.row_number}>
              <Table.Td ta="right" ff="monospace">
                {row.row_number}
              </Table.Td>
              <Table.Td ff="monospace">{row.order_id ? <OrderLink row={row} /> : row.external_id}</Table.Td>
              <Table.Td>
                <Badge variant="light" color={OUTCOME_COLORS[row.outcome]}>
                  {t(row.outcome)}
                </Badge>
              </Table.Td>
              <Table.Td>{reason(row)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function OrderLink({ row }: { row: ImportRowView }) {
  return (
    <Anchor component={Link} href={`/orders/${row.order_id}`}>
      {row.external_id}
    </Anchor>
  );
}

function DownloadErrors({ value }: { value: ImportView }) {
  const t = useTranslations("channels.import");
  const reason = useRowReason();
  const [busy, setBusy] = useState(false);
  const download = async () => {
    setBusy(true);
    const rejected = await loadAllRejected(value.id);
    const text = importErrorsCsv(
      rejected.map((row) => ({ ...row, reason: reason(row) })),
      { row: t("row"), order: t("order"), reason: t("reason") },
    );
    downloadText({ name: t("errors_file"), text, type: "text/csv" });
    setBusy(false);
  };
  return (
    <Button size="xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void download()} loading={busy}>
      {t("download_errors")}
    </Button>
  );
}
