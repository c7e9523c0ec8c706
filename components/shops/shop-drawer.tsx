import { Drawer, Tabs } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { EditShop } from "./edit-shop";
import type { ShopActions, ShopRights } from "./shop-actions";
import { ShopFacts } from "./shop-facts";
import { SkuMappings } from "./sku-mappings";

const TABS = ["health", "access", "skus"] as const;

type DrawerProps = {
  shop: ShopView | null;
  platform: PlatformView | null;
  publicUrl: string;
  rights: ShopRights;
  actions: ShopActions;
  onClose: () => void;
};

/** One shop beside the list: how it does, what it signs in with, what the warehouse calls its goods. */
export function ShopDrawer({ shop, platform, publicUrl, rights, actions, onClose }: DrawerProps) {
  const t = useTranslations("shops");
  return (
    <Drawer
      opened={shop !== null && platform !== null}
      onClose={onClose}
      position="right"
      size={620}
      title={shop?.name ?? ""}
      transitionProps={{ duration: 0 }}
      closeButtonProps={{ "aria-label": t("close") }}
    >
      {shop && platform && (
        <Tabs defaultValue="health" keepMounted={false} key={shop.id}>
          <Tabs.List aria-label={shop.name} mb="sm">
            {TABS.map((tab) => (
              <Tabs.Tab key={tab} value={tab} py={6} px="sm">
                {t(`tabs.${tab}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value="health">
            <ShopFacts shop={shop} platform={platform} publicUrl={publicUrl} rights={rights} actions={actions} />
          </Tabs.Panel>
          <Tabs.Panel value="access">
            <EditShop shop={shop} platform={platform} mayManage={rights.manage} update={actions.update} />
          </Tabs.Panel>
          <Tabs.Panel value="skus">
            <SkuMappings shop={shop} mayOperate={rights.operate} actions={actions} />
          </Tabs.Panel>
        </Tabs>
      )}
    </Drawer>
  );
}
