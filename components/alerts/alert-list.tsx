import { Alert, Button, Group, Skeleton, Stack, Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import type { AlertPage } from "@/lib/alerts/core/alert-view";
import { ActiveAlerts } from "./active-alerts";
import type { AlertActions, AlertRights, AlertShop } from "./alert-actions";
import type { AlertFilters } from "./alert-filters";
import { useAlerts } from "./alerts.query";
import { ResolvedAlerts } from "./resolved-alerts";
import { RuleChips } from "./rule-chips";
import { useDecide } from "./use-decide";

type ListProps = {
  filters: AlertFilters;
  first: { filters: AlertFilters; page: AlertPage };
  shops: ReadonlyMap<string, AlertShop>;
  me: string;
  rights: AlertRights;
  decide: AlertActions["decide"];
  onFilter: (change: { rule?: AlertFilters["rule"]; shop?: string | null }) => void;
};

/** One tab of alerts with its chips, its end and what went wrong with it. */
export function AlertList({ filters, first, shops, me, rights, decide, onFilter }: ListProps) {
  const t = useTranslations("alerts");
  const list = useAlerts(filters, first);
  const { decisions, send } = useDecide(decide);
  const alerts = list.data?.pages.flatMap((page) => page.alerts) ?? [];
  const active = filters.status === "active";
  const filtered = filters.rule !== null || filters.shop !== null;
  return (
    <Panel title={t(`tabs.${filters.status}`)} aside={t(active ? "active_hint" : "resolved_hint")}>
      <RuleChips
        counts={active ? (list.data?.pages[0]?.counts ?? []) : null}
        rule={filters.rule}
        shop={filters.shop}
        shops={[...shops.values()]}
        onChange={onFilter}
      />
      {list.isError && (
        <Alert color="red" mb="xs" title={t("failed")}>
          {t("failed_hint", { message: list.error.message })}
        </Alert>
      )}
      {list.isPending && <Waiting />}
      {alerts.length === 0 && list.isSuccess && <Empty status={filters.status} filtered={filtered} />}
      {alerts.length > 0 && active && (
        <ActiveAlerts
          alerts={alerts}
          shops={shops}
          decisions={decisions}
          me={me}
          mayDecide={rights.decide}
          onDecide={(alert, action) => void send(alert, action)}
        />
      )}
      {alerts.length > 0 && !active && <ResolvedAlerts alerts={alerts} shops={shops} />}
      {list.hasNextPage && (
        <Group justify="center" mt="sm">
          <Button size="xs" variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t("more")}
          </Button>
        </Group>
      )}
    </Panel>
  );
}

function Empty({ status, filtered }: { status: AlertFilters["status"]; filtered: boolean }) {
  const t = useTranslations("alerts.empty");
  return (
    <Stack align="center" gap={4} py={40}>
      <Text fw={500}>{t(filtered ? "filtered" : status)}</Text>
      {!filtered && (
        <Text size="sm" c="dimmed" ta="center">
          {t(`${status}_hint`)}
        </Text>
      )}
    </Stack>
  );
}

function Waiting() {
  return (
    <Stack gap={6}>
      {["a", "b", "c", "d"].map((key) => (
        <Skeleton key={key} h={40} />
      ))}
    </Stack>
  );
}
