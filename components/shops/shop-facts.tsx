import { Alert, Anchor, Group, Stack, Text } from "@mantine/core";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import { PauseControl } from "./pause-control";
import { PushAddress } from "./push-address";
import type { ShopActions, ShopRights } from "./shop-actions";
import { colorOf, TroubleIcon } from "./shop-badges";
import classes from "./shops.module.css";
import { TestConnection } from "./test-connection";
import { useTroubleText } from "./use-trouble-text";

type FactsProps = { shop: ShopView; platform: PlatformView; publicUrl: string; rights: ShopRights; actions: ShopActions };

/** What is wrong and what to do about it, the live test, pausing, and where its orders and gaps are. */
export function ShopFacts({ shop, platform, publicUrl, rights, actions }: FactsProps) {
  const t = useTranslations("shops");
  const text = useTroubleText();
  const { health } = shop;
  const code = encodeURIComponent(shop.code);
  return (
    <Stack gap="sm">
      {health.paused_at && <Alert color="gray">{t("paused_because", { reason: health.paused_reason })}</Alert>}
      {health.troubles.map((trouble) => (
        <Alert key={trouble} color={colorOf(trouble)} title={t(`troubles.${trouble}`)} icon={<TroubleIcon trouble={trouble} />} py="xs">
          <Text size="sm">{text(trouble, shop)}</Text>
        </Alert>
      ))}
      {shop.last_error && shop.last_error_at && (
        <Text size="sm" c="dimmed" className={classes.words}>
          {t("last_error")} <InstantText value={shop.last_error_at} span />: {shop.last_error}
        </Text>
      )}
      <Group gap="xs">
        <TestConnection shop={shop.id} mayOperate={rights.operate} test={actions.test} />
        <PauseControl shop={shop} mayOperate={rights.operate} actions={actions} />
      </Group>
      <PushAddress shop={shop} platform={platform} publicUrl={publicUrl} />
      <Group gap="md">
        {[
          { href: `/orders?shop=${code}`, label: t("to_orders") },
          { href: `/channels?shop=${code}`, label: t("to_coverage") },
          { href: `/alerts?shop=${code}`, label: t("to_alerts") },
        ].map(({ href, label }) => (
          <Anchor key={href} component={Link} href={href} prefetch={false} size="sm">
            {label}
          </Anchor>
        ))}
      </Group>
    </Stack>
  );
}
