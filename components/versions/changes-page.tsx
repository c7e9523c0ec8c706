"use client";

import { Alert, Button, Group, Skeleton, Stack, Tabs, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ChangeRequestListView, ChangeRequestView } from "@/lib/versions/core/change-view";
import { CHANGE_TABS, type ChangeTab } from "./change-tabs";
import { useChanges } from "./changes.query";
import { ChangesTable } from "./changes-table";

type PageProps = { first: { tab: ChangeTab; page: ChangeRequestListView } };

/** The queue of changes: pending by deadline, decided and one's own newest first. The tab is in the URL. */
export function ChangesPage({ first }: PageProps) {
  const t = useTranslations("versions.queue");
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(CHANGE_TABS).withDefault("pending"));
  const list = useChanges(tab, first);
  const rows = list.data?.pages.flatMap((page) => page.change_requests) ?? [];
  return (
    <Stack gap="sm" p="md">
      <div>
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("intro")}
        </Text>
      </div>
      <Tabs value={tab} onChange={(value) => void setTab(CHANGE_TABS.find((known) => known === value) ?? "pending")} keepMounted={false}>
        <Tabs.List aria-label={t("tabs_label")}>
          {CHANGE_TABS.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(`tabs.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={tab} pt="sm">
          <Body tab={tab} rows={rows} list={list} />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}

type BodyProps = { tab: ChangeTab; rows: ChangeRequestView[]; list: ReturnType<typeof useChanges> };

function Body({ tab, rows, list }: BodyProps) {
  const t = useTranslations("versions.queue");
  if (list.isPending) return <Waiting />;
  if (list.isError && rows.length === 0) {
    return (
      <Alert color="red" title={t("failed")}>
        <Text size="sm">{t("failed_hint")}</Text>
        <Button mt="xs" size="xs" variant="default" onClick={() => void list.refetch()}>
          {t("retry")}
        </Button>
      </Alert>
    );
  }
  if (rows.length === 0) return <Empty tab={tab} />;
  return (
    <>
      <ChangesTable rows={rows} tab={tab} />
      {list.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </Group>
      )}
    </>
  );
}

function Empty({ tab }: { tab: ChangeTab }) {
  const t = useTranslations("versions.queue");
  return (
    <Stack align="center" gap={4} py={48}>
      <Text fw={500}>{t(`empty_${tab}`)}</Text>
      {tab !== "decided" && (
        <Text size="sm" c="dimmed">
          {t(`empty_${tab}_hint`)}
        </Text>
      )}
    </Stack>
  );
}

function Waiting() {
  return (
    <Stack gap={6} aria-hidden>
      {Array.from({ length: 8 }, (_, index) => (
        <Skeleton key={`row ${index.toString()}`} height={36} radius="sm" />
      ))}
    </Stack>
  );
}
