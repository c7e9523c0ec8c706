"use client";

import { Anchor, Card, Group, SimpleGrid, Stack, Table, Text, Title } from "@mantine/core";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useEffect } from "react";
import type { ImportView } from "@/lib/channels/core/import-view";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { useImport } from "./import.query";
import type { PreviewImport, StartImport } from "./import-actions";
import { ImportForm } from "./import-form";
import { ImportProgress, ImportStateBadge } from "./import-progress";
import { ImportRowsTable } from "./import-rows-table";

type PageProps = { shops: ShopView[]; recent: ImportView[]; allowed: boolean; start: StartImport; preview: PreviewImport };

/** Import of orders: choose shop and file, watch the bar, read what became of each row. The open import is in the URL. */
export function ImportPage({ shops, recent, allowed, start, preview }: PageProps) {
  const t = useTranslations("channels.import");
  const [importId, setImportId] = useQueryState("import", parseAsString);
  const { data } = useImport(importId);
  useFreshList(data?.state);
  return (
    <Stack gap="md" p="md" maw={1200}>
      <div>
        <Group justify="space-between">
          <Title order={1} size="h3">
            {t("title")}
          </Title>
          <Anchor component={Link} href="/orders" size="sm">
            {t("back")}
          </Anchor>
        </Group>
        <Text c="dimmed" size="sm">
          {t("intro")}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <ImportForm shops={shops} allowed={allowed} start={start} preview={preview} onStarted={(started) => void setImportId(started.id)} />
        <Columns />
      </SimpleGrid>
      {data && <ImportProgress value={data} />}
      {data && data.done_rows > 0 && <ImportRowsTable key={data.id} value={data} />}
      <RecentImports recent={recent} onOpen={(id) => void setImportId(id)} />
    </Stack>
  );
}

/** The list of recent imports is the server's: asked for again when the open one begins or ends. */
function useFreshList(state: ImportView["state"] | undefined) {
  const router = useRouter();
  useEffect(() => {
    if (state) router.refresh();
  }, [state, router]);
}

function Columns() {
  const t = useTranslations("channels.import");
  return (
    <Card withBorder>
      <Text fw={500} mb="xs">
        {t("columns_title")}
      </Text>
      <Stack gap="xs">
        <Text size="sm">{t("columns_required")}</Text>
        <Text size="sm" c="dimmed">
          {t("columns_optional")}
        </Text>
        <Text size="sm" c="dimmed">
          {t("columns_units")}
        </Text>
      </Stack>
    </Card>
  );
}

function RecentImports({ recent, onOpen }: { recent: ImportView[]; onOpen: (id: string) => void }) {
  const t = useTranslations("channels.import");
  const format = useFormatter();
  return (
    <Card withBorder>
      <Text fw={500} mb="xs">
        {t("recent")}
      </Text>
      {recent.length === 0 && <Text c="dimmed">{t("no_recent")}</Text>}
      {recent.length > 0 && (
        <Table.ScrollContainer minWidth={560}>
          <Table verticalSpacing={6}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t("file_name")}</Table.Th>
                <Table.Th>{t("shop")}</Table.Th>
                <Table.Th ta="right">{t("rows")}</Table.Th>
                <Table.Th ta="right">{t("rejected")}</Table.Th>
                <Table.Th>{t("state")}</Table.Th>
                <Table.Th>{t("by")}</Table.Th>
                <Table.Th>{t("time")}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {recent.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td>
                    <Anchor component="button" type="button" size="sm" onClick={() => onOpen(one.id)}>
                      {one.file_name}
                    </Anchor>
                  </Table.Td>
                  <Table.Td>{one.shop_code}</Table.Td>
                  <Table.Td ta="right">{format.number(one.total_rows)}</Table.Td>
                  <Table.Td ta="right">{format.number(one.rejected)}</Table.Td>
                  <Table.Td>
                    <ImportStateBadge state={one.state} />
                  </Table.Td>
                  <Table.Td>{one.actor_name}</Table.Td>
                  <Table.Td>{format.dateTime(new Date(one.created_at), { dateStyle: "short", timeStyle: "short" })}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
    </Card>
  );
}
