"use client";

import { Group, Stack, Tabs, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import type { ShopView } from "@/lib/channels/core/shop-view";
import type { CourierAccountView } from "@/lib/couriers/core/courier-account-view";
import type { TokenView, UserView } from "@/lib/security/core/user-view";
import { CouriersPanel } from "./couriers-panel";
import { PeoplePanel } from "./people-panel";
import { RoleMatrix } from "./role-matrix";
import { RulesPanel } from "./rules-panel";
import type { SettingsActions } from "./settings-actions";
import { SETTINGS_TABS } from "./settings-tabs";
import { TokensPanel } from "./tokens-panel";

type SettingsProps = {
  /** Who is looking: nobody shuts the door on themselves. */
  me: string;
  users: UserView[];
  tokens: TokenView[];
  shops: ShopView[];
  couriers: CourierAccountView[];
  /** Names of the merge rules, in the order they are judged. */
  mergeRules: string[];
  actions: SettingsActions;
};

/** Who may come in, which couriers are connected, and the rules everything follows. The tab is in the URL. */
export function SettingsPage({ me, users, tokens, shops, couriers, mergeRules, actions }: SettingsProps) {
  const t = useTranslations("settings");
  const [tab, setTab] = useQueryState("tab", parseAsStringLiteral(SETTINGS_TABS).withDefault("people"));
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
      <Tabs value={tab} onChange={(value) => void setTab(SETTINGS_TABS.find((known) => known === value) ?? "people")} keepMounted={false}>
        <Tabs.List aria-label={t("tabs_label")} mb="sm">
          {SETTINGS_TABS.map((known) => (
            <Tabs.Tab key={known} value={known} py={6} px="sm">
              {t(`tabs.${known}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="people">
          <PeoplePanel me={me} users={users} actions={actions} />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <TokensPanel tokens={tokens} actions={actions} />
        </Tabs.Panel>
        <Tabs.Panel value="couriers">
          <CouriersPanel couriers={couriers} />
        </Tabs.Panel>
        <Tabs.Panel value="rules">
          <RulesPanel shops={shops} mergeRules={mergeRules} />
        </Tabs.Panel>
        <Tabs.Panel value="roles">
          <RoleMatrix />
        </Tabs.Panel>
      </Tabs>
    </Stack>
  );
}
