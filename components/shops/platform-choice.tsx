import { SimpleGrid, Text, UnstyledButton } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { PlatformView } from "@/lib/channels/core/shop-view";
import classes from "./shops.module.css";

const ABILITIES = ["pulls", "feeds", "tells_parcels", "tells_notes", "renews_token"] as const;

/** Every platform with what it can do. */
export function PlatformChoice({ platforms, onChoose }: { platforms: PlatformView[]; onChoose: (platform: PlatformView) => void }) {
  const t = useTranslations("shops.abilities");
  const names = useTranslations("channels.platforms");
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="xs">
      {platforms.map((platform) => (
        <UnstyledButton key={platform.platform} className={classes.choice} onClick={() => onChoose(platform)}>
          <Text size="sm" fw={600}>
            {names(platform.platform)}
          </Text>
          <Text size="xs" c="dimmed">
            {ABILITIES.filter((ability) => platform[ability])
              .map((ability) => t(ability))
              .join(" · ") || t("none")}
          </Text>
        </UnstyledButton>
      ))}
    </SimpleGrid>
  );
}
