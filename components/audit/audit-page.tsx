"use client";

import { Alert, Button, Group, Stack, Text, Title } from "@mantine/core";
import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";
import { useMemo } from "react";
import { ApiProblem } from "@/components/ui/get-json";
import type { AuditActorView, ChainHead } from "@/lib/audit/core/audit-view";
import type { AuditedActsView } from "@/lib/orders/core/audited-acts-view";
import { useAudit, useNewerActs } from "./audit.query";
import { AuditDrawer } from "./audit-drawer";
import { AuditFilterBar } from "./audit-filter-bar";
import { AUDIT_FILTER_PARSERS, type AuditFilters } from "./audit-filters";
import { AuditList } from "./audit-list";
import { ChainBar } from "./chain-bar";

type PageProps = {
  first: { filters: AuditFilters; page: AuditedActsView } | null;
  actors: AuditActorView[];
  head: ChainHead;
};

/** Who did what when: the chain's state, filters in the URL, one line per act, one entry in the drawer. */
export function AuditPage({ first, actors, head }: PageProps) {
  const t = useTranslations("audit");
  const [filters, setFilters] = useQueryStates(AUDIT_FILTER_PARSERS, { history: "replace" });
  const [openId, setOpenId] = useQueryState("entry", parseAsString);
  const list = useAudit(filters, first);
  const { entries, numbers } = useMemo(() => joined(list.data), [list.data]);
  const newer = useNewerActs(filters, entries[0]?.id);
  const client = useQueryClient();
  const showNewer = () => {
    if (newer.page) client.setQueryData(["audit", "list", filters], { pages: [newer.page], pageParams: [null] });
    document.getElementById("content")?.scrollTo({ top: 0 });
  };
  const filtered = Object.values(filters).some((value) => value !== null);
  return (
    <Stack gap="sm" p="md">
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("intro")}
        </Text>
      </Group>
      <ChainBar head={head} />
      <AuditFilterBar filters={filters} actors={actors} numbers={numbers} onChange={(change) => void setFilters(change)} />
      {list.isError && <Failure error={list.error} retry={() => void list.refetch()} />}
      <AuditList
        entries={entries}
        numbers={numbers}
        openId={openId}
        onOpen={(id) => void setOpenId(id === openId ? null : id)}
        loading={list.isPending}
        newer={{ count: newer.count, more: newer.more, show: showNewer }}
        more={{ wanted: list.hasNextPage, loading: list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={list.isError ? null : <Empty filtered={filtered} />}
      />
      <AuditDrawer
        id={openId}
        entries={entries}
        numbers={numbers}
        onClose={() => void setOpenId(null)}
        onEntity={(entity) => void setFilters({ entity, actor: null, action: null, order: null, from: null, to: null })}
      />
    </Stack>
  );
}

/** Pages as one list; an act that moved to another page meanwhile is shown once. */
function joined(data: InfiniteData<AuditedActsView> | undefined) {
  const pages = data?.pages ?? [];
  const entries = [...new Map(pages.flatMap((page) => page.audit).map((entry) => [entry.id, entry])).values()];
  return { entries, numbers: Object.assign({}, ...pages.map((page) => page.order_numbers)) as Record<string, string> };
}

function Empty({ filtered }: { filtered: boolean }) {
  const t = useTranslations("audit.list");
  return (
    <Stack gap={4} align="center" py={48}>
      <Text fw={500}>{t(filtered ? "empty" : "empty_all")}</Text>
      {filtered && (
        <Text size="sm" c="dimmed">
          {t("empty_hint")}
        </Text>
      )}
    </Stack>
  );
}

function Failure({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations("audit.list");
  return (
    <Alert color="red" title={t("failed")}>
      <Group justify="space-between">
        <Text size="sm">
          {error.message} {t("failed_hint", { id: error instanceof ApiProblem ? error.requestId : "—" })}
        </Text>
        <Button size="xs" variant="default" onClick={retry}>
          {t("retry")}
        </Button>
      </Group>
    </Alert>
  );
}
