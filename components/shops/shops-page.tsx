"use client";

import { Alert, Group, Text, Title } from "@mantine/core";
import { IconPlugConnected } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { parseAsString, useQueryState } from "nuqs";
import { useState } from "react";
import { Panel } from "@/components/orders/panel";
import { ReasonButton } from "@/components/ui/reason-button";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { ConnectShop } from "./connect-shop";
import type { ShopActions, ShopRights } from "./shop-actions";
import { ShopDrawer } from "./shop-drawer";
import classes from "./shops.module.css";
import { useShops } from "./shops.query";
import { ShopsTable } from "./shops-table";

type PageProps = {
  first: ShopView[];
  platforms: PlatformView[];
  /** Where platforms reach us: before every push address. */
  publicUrl: string;
  rights: ShopRights;
  actions: ShopActions;
};

/** Every shop with how it does; one is opened beside the list. The open one is in the URL. */
export function ShopsPage({ first, platforms, publicUrl, rights, actions }: PageProps) {
  const t = useTranslations("shops");
  const list = useShops(first);
  const [code, setCode] = useQueryState("shop", parseAsString);
  const [connecting, setConnecting] = useState(false);
  const open = list.data.find((shop) => shop.code === code) ?? null;
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
      <Panel
        title={t("list")}
        aside={
          <ReasonButton
            hint={t("connect_hint")}
            refused={rights.manage ? null : t("not_manage")}
            variant="filled"
            leftSection={<IconPlugConnected size={15} aria-hidden />}
            onPress={() => setConnecting(true)}
          >
            {t("connect")}
          </ReasonButton>
        }
      >
        {list.isError && (
          <Alert color="red" mb="xs" title={t("failed")}>
            {t("failed_hint", { message: list.error.message })}
          </Alert>
        )}
        {list.data.length === 0 ? (
          <Text size="sm" c="dimmed" py="xs">
            {t("empty")}
          </Text>
        ) : (
          <ShopsTable shops={list.data} open={open?.code ?? null} onOpen={(shop) => void setCode(shop)} />
        )}
      </Panel>
      <ConnectShop
        opened={connecting}
        platforms={platforms}
        taken={list.data.map((shop) => shop.code)}
        publicUrl={publicUrl}
        actions={actions}
        onClose={() => setConnecting(false)}
      />
      <ShopDrawer
        shop={open}
        platform={platforms.find(({ platform }) => platform === open?.platform) ?? null}
        publicUrl={publicUrl}
        rights={rights}
        actions={actions}
        onClose={() => void setCode(null)}
      />
    </div>
  );
}
