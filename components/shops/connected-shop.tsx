import { Alert, Button, Group, Stack } from "@mantine/core";
import { IconCircleCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { PushAddress } from "./push-address";
import type { ShopActions } from "./shop-actions";
import { TestConnection } from "./test-connection";

type MadeProps = { shop: ShopView; platform: PlatformView; publicUrl: string; test: ShopActions["test"]; onDone: () => void };

/** The last step: the address to enter at the platform, and asking it for real. */
export function ConnectedShop({ shop, platform, publicUrl, test, onDone }: MadeProps) {
  const t = useTranslations("shops");
  return (
    <Stack gap="sm">
      <Alert color="green" icon={<IconCircleCheck size={16} aria-hidden />}>
        {t("made", { name: shop.name })}
      </Alert>
      <PushAddress shop={shop} platform={platform} publicUrl={publicUrl} />
      <Group gap="xs">
        <TestConnection shop={shop.id} mayOperate test={test} />
      </Group>
      <Group justify="flex-end">
        <Button onClick={onDone}>{t("done")}</Button>
      </Group>
    </Stack>
  );
}
