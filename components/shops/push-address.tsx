import { ActionIcon, CopyButton, Text, TextInput } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { PlatformView, ShopView } from "@/lib/channels/core/shop-view";
import type { Platform } from "@/lib/shared/platform";

/** These call us; the others are asked, or send over a connection that we open. */
const CALLING: readonly Platform[] = ["douyin", "wechat_pay", "wechat_channels", "generic"];

/** The address to enter at the platform, or why there is none. */
export function PushAddress({ shop, platform, publicUrl }: { shop: ShopView; platform: PlatformView; publicUrl: string }) {
  const t = useTranslations("shops.push");
  const address = `${publicUrl}${shop.webhook_path}`;
  if (!CALLING.includes(shop.platform)) {
    return (
      <Text size="sm" c="dimmed">
        {t(platform.feeds ? "by_feed" : "by_pull")}
      </Text>
    );
  }
  return (
    <TextInput
      label={t("label")}
      description={t(shop.platform === "generic" ? "hint_generic" : "hint")}
      value={address}
      readOnly
      styles={{ input: { fontFamily: "var(--mantine-font-family-monospace)" } }}
      onFocus={(event) => event.currentTarget.select()}
      rightSection={
        <CopyButton value={address}>
          {({ copied, copy }) => (
            <ActionIcon variant="subtle" color="gray" onClick={copy} aria-label={t(copied ? "copied" : "copy")}>
              {copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
            </ActionIcon>
          )}
        </CopyButton>
      }
    />
  );
}
