import { Badge } from "@mantine/core";
import { IconEqual, IconFingerprint, IconHelp, IconWaveSine } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Tier } from "@/lib/merging/core/verdict";

const LOOKS: Record<Tier, { color: string; Icon: typeof IconEqual }> = {
  token_equal: { color: "teal", Icon: IconFingerprint },
  exact: { color: "blue", Icon: IconEqual },
  fuzzy: { color: "orange", Icon: IconWaveSine },
  unknowable: { color: "gray", Icon: IconHelp },
};

/** How sure the match is, as colour, icon and word. */
export function TierBadge({ tier }: { tier: Tier }) {
  const t = useTranslations("merging.tiers");
  const { color, Icon } = LOOKS[tier];
  return (
    <Badge style={{ flex: "none" }} variant="light" color={color} radius="sm" tt="none" fw={500} leftSection={<Icon size={12} aria-hidden />}>
      {t(tier)}
    </Badge>
  );
}
