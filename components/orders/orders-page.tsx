"use client";

import { Alert, Button, Center, Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useHotkeys } from "@mantine/hooks";
import { IconPlus, IconUpload } from "@tabler/icons-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useFormatter, useTranslations } from "next-intl";
import { parseAsString, useQueryState, useQueryStates } from "nuqs";
import { useCallback, useState } from "react";
import { ApiProblem } from "@/components/ui/get-json";
import type { OrderPageView, OrderRowView } from "@/lib/orders/core/order-view";
import { ColumnMenu, useOrderColumns } from "./column-menu";
import type { OrderActions, OrderRights } from "./order-actions";
import { OrderDrawer } from "./order-drawer";
import { OrderFilterBar } from "./order-filter-bar";
import { filtersOfView, isOrderView, ORDER_FILTER_PARSERS, ORDER_VIEWS, type OrderFilters, type OrderViewName, viewOf } from "./order-filters";
import { OrdersTable } from "./orders-table";
import { useLiveOrders } from "./use-live-orders";

type PageProps = {
  first: { filters: OrderFilters; page: OrderPageView } | null;
  shops: { code: string; name: string }[];
  rights: OrderRights & { create: boolean };
  actions: OrderActions;
};

/** The order list: views as tabs, filters in the URL, one order in the drawer without losing the list. */
export function OrdersPage({ first, shops, rights, actions }: PageProps) {
  const [filters, setFilters] = useQueryStates(ORDER_FILTER_PARSERS, { history: "replace" });
  const [openId, setOpenId] = useQueryState("order", parseAsString);
  const [atTop, setAtTop] = useState(true);
  const { list, orders, waiting, total } = useLiveOrders({ filters, first, atTop });
  const { activeIndex, open } = useListKeys({ orders, openId, setOpenId: (id) => void setOpenId(id) });
  const { columns, hidden, toggle } = useOrderColumns();
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list;
  const more = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [isFetchingNextPage, fetchNextPage]);
  return (
    <Stack gap="xs" p="md" h="100%" mih={480} style={{ overflow: "hidden" }}>
      <PageHead page={total} mayCreate={rights.create} />
      <ViewTabs filters={filters} onView={(name) => void setFilters(filtersOfView(name))} />
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <OrderFilterBar filters={filters} shops={shops} onChange={(change) => void setFilters(change)} />
        <ColumnMenu hidden={hidden} onToggle={toggle} />
      </Group>
      {list.isError && <ListFailure error={list.error} retry={() => void list.refetch()} />}
      <OrdersTable
        orders={orders}
        columns={columns}
        activeIndex={activeIndex}
        onOpen={open}
        loading={list.isPending}
        hasMore={hasNextPage}
        onMore={more}
        waiting={atTop ? 0 : waiting}
        onTop={setAtTop}
        empty={list.isError ? null : <EmptyList filtered={Object.values(filters).some((value) => value !== null)} />}
      />
      <OrderDrawer id={openId} onClose={() => void setOpenId(null)} rights={rights} actions={actions} />
    </Stack>
  );
}

/** J and K walk the list (and the drawer follows), Enter opens the drawer, O the whole page. */
function useListKeys(input: { orders: OrderRowView[]; openId: string | null; setOpenId: (id: string | null) => void }) {
  const { orders, openId, setOpenId } = input;
  const router = useRouter();
  const [focused, setFocused] = useState(-1);
  const openIndex = openId ? orders.findIndex((order) => order.id === openId) : -1;
  const activeIndex = openIndex >= 0 ? openIndex : focused;
  const open = (index: number) => {
    setFocused(index);
    setOpenId(orders[index]?.id ?? null);
  };
  const step = (by: number) => {
    const index = Math.min(orders.length - 1, Math.max(0, activeIndex + by));
    if (openId) open(index);
    else setFocused(index);
  };
  const whole = () => {
    const order = orders[activeIndex];
    if (order) router.push(`/orders/${order.id}`);
  };
  useHotkeys([
    ["j", () => step(1)],
    ["k", () => step(-1)],
    ["o", whole],
    ["Enter", () => activeIndex >= 0 && open(activeIndex), { preventDefault: false }],
  ]);
  return { activeIndex, open };
}

function PageHead({ page, mayCreate }: { page: OrderPageView | undefined; mayCreate: boolean }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  return (
    <Group justify="space-between" wrap="nowrap">
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {t("list.title")}
        </Title>
        <Text size="sm" c="dimmed" aria-live="polite">
          {page && t(page.total_is_capped ? "list.total_capped" : "list.total", { count: format.number(page.total) })}
        </Text>
        <Text size="xs" c="dimmed" visibleFrom="md">
          {t("list.keys")}
        </Text>
      </Group>
      <Group gap="xs" wrap="nowrap">
        <Button component={Link} href="/orders/import" size="xs" variant="default" leftSection={<IconUpload size={14} />}>
          {t("list.import")}
        </Button>
        {mayCreate && (
          <Button component={Link} href="/orders/new" size="xs" leftSection={<IconPlus size={14} />}>
            {t("list.new")}
          </Button>
        )}
      </Group>
    </Group>
  );
}

function ViewTabs({ filters, onView }: { filters: OrderFilters; onView: (name: OrderViewName) => void }) {
  const t = useTranslations("orders.views");
  return (
    <Tabs value={viewOf(filters)} onChange={(name) => isOrderView(name) && onView(name)} keepMounted={false}>
      <Tabs.List>
        {Object.keys(ORDER_VIEWS).map((name) => (
          <Tabs.Tab key={name} value={name} py={6} px="sm">
            {isOrderView(name) && t(name)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
    </Tabs>
  );
}

function EmptyList({ filtered }: { filtered: boolean }) {
  const t = useTranslations("orders.list");
  return (
    <Center flex={1} mih={240}>
      <Stack gap={4} align="center" maw={420}>
        {filtered && <Text fw={500}>{t("empty")}</Text>}
        <Text c="dimmed" size="sm" ta="center">
          {filtered ? t("empty_hint") : t("empty_all")}
        </Text>
      </Stack>
    </Center>
  );
}

function ListFailure({ error, retry }: { error: Error; retry: () => void }) {
  const t = useTranslations("orders.list");
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
