"use client";

import { Group, Tabs, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { useQueryStates } from "nuqs";
import type { AlertPage } from "@/lib/alerts/core/alert-view";
import type { NotificationChannelView } from "@/lib/alerts/core/notification-channel";
import type { AlertActions, AlertRights, AlertShop } from "./alert-actions";
import { ALERT_PARSERS, ALERT_TABS, type AlertFilters } from "./alert-filters";
import { AlertList } from "./alert-list";
import classes from "./alerts.module.css";
import { ChannelsPanel } from "./channels-panel";

type PageProps = {
  first: { filters: AlertFilters; page: AlertPage; channels: NotificationChannelView[] };
  shops: ({ id: string } & AlertShop)[];
  /** Who looks: the name an alert taken on shows at once. */
  me: string;
  rights: AlertRights;
  actions: AlertActions;
};

/** What somebody must look at now, what is over, and who is told. Tab, kind and shop are in the URL. */
export function AlertsPage({ first, shops, me, rights, actions }: PageProps) {
  const t = useTranslations("alerts");
  const [{ tab, rule, shop }, setQuery] = useQueryStates(ALERT_PARSERS, { history: "replace" });
  const named = new Map(shops.map(({ id, code, name }) => [id, { code, name }]));
  const tabs = ALERT_TABS.filter((known) => known !== "channels" || rights.manage);
  const shown = tabs.find((known) => known === tab) ?? "active";
  return (
    <div className={classes.page}>
      <Group gap="sm" align="baseline">
        <Title order={1} size="h3">
          {t("title")}
        </Title>
        <Text size="sm" c="dimmed">
          {t("intro")}
        </Text>
      </Group>
      <Tabs value={shown} onChange={(value) => void setQuery({ tab: tabs.find((known) => known === value) ?? "active" })} keepMounted={false}>
        <Tabs.List aria-label={t("tabs_label")} mb="sm">
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known} py={6} px="sm">
              {t(`tabs.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {(["active", "resolved"] as const).map((status) => (
          <Tabs.Panel key={status} value={status}>
            <AlertList
              filters={{ status, rule, shop }}
              first={first}
              shops={named}
              me={me}
              rights={rights}
              decide={actions.decide}
              onFilter={(change) => void setQuery(change)}
            />
          </Tabs.Panel>
        ))}
        <Tabs.Panel value="channels">
          <ChannelsPanel first={first.channels} actions={actions} />
        </Tabs.Panel>
      </Tabs>
    </div>
  );
}
