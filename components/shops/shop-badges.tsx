import { Badge, Group, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconCircleX, IconPlayerPause, IconPlugOff } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ShopTroubleName } from "@/lib/channels/core/shop-health";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { useTroubleText } from "./use-trouble-text";

/** Orders are not coming in or not going out: red. The rest needs a person, and is amber; a shop not connected yet is grey. */
const RED: readonly ShopTroubleName[] = ["breaker_open", "token_expired", "silent"];
/** As many as fit beside each other; the others are on the page of the shop. */
const SHOWN = 2;

/** What is wrong with a shop, gravest first; one green word where all is well. */
export function ShopBadges({ shop }: { shop: ShopView }) {
  const t = useTranslations("shops");
  const text = useTroubleText();
  const { troubles, paused_at, paused_reason } = shop.health;
  const more = troubles.slice(SHOWN);
  return (
    <Group gap={4} wrap="nowrap">
      {paused_at && (
        <Tooltip label={t("paused_because", { reason: paused_reason })} multiline maw={320}>
          <Badge variant="light" color="gray" radius="sm" tt="none" leftSection={<IconPlayerPause size={12} aria-hidden />} style={{ flex: "none" }}>
            {t("paused")}
          </Badge>
        </Tooltip>
      )}
      {troubles.length === 0 && !paused_at && (
        <Badge variant="light" color="green" radius="sm" tt="none" leftSection={<IconCircleCheck size={12} aria-hidden />}>
          {t("well")}
        </Badge>
      )}
      {troubles.slice(0, SHOWN).map((trouble) => (
        <Tooltip key={trouble} label={text(trouble, shop)} multiline maw={320}>
          <Badge
            variant="light"
            color={colorOf(trouble)}
            radius="sm"
            tt="none"
            leftSection={<TroubleIcon trouble={trouble} />}
            style={{ flex: "none" }}
          >
            {t(`troubles.${trouble}`)}
          </Badge>
        </Tooltip>
      ))}
      {more.length > 0 && (
        <Tooltip label={more.map((trouble) => t(`troubles.${trouble}`)).join(" · ")} multiline maw={320}>
          <Badge variant="light" color="gray" radius="sm" tt="none">
            {t("more_troubles", { count: more.length })}
          </Badge>
        </Tooltip>
      )}
    </Group>
  );
}

export function TroubleIcon({ trouble }: { trouble: ShopTroubleName }) {
  const Icon = trouble === "not_connected" ? IconPlugOff : RED.includes(trouble) ? IconCircleX : IconAlertTriangle;
  return <Icon size={12} aria-hidden />;
}

export function colorOf(trouble: ShopTroubleName): "gray" | "red" | "orange" {
  if (trouble === "not_connected") return "gray";
  return RED.includes(trouble) ? "red" : "orange";
}
