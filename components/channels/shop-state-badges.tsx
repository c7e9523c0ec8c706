import { Badge, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconArrowBarDown, IconPlayerPause, IconPlugConnectedX, IconPlugOff, IconX } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import type { ShopCoverage } from "@/lib/channels/core/coverage-view";

/** What stands in the way of a shop's pulls, in words; nothing where all is well. */
export function ShopStateBadges({ shop }: { shop: ShopCoverage }) {
  const t = useTranslations("channels.coverage");
  const format = useFormatter();
  const { breaker } = shop;
  const time = breaker.retry_at ? format.dateTime(new Date(breaker.retry_at), { hour: "2-digit", minute: "2-digit", hourCycle: "h23" }) : "";
  const failed = shop.segments.some(({ state }) => state === "failed");
  return (
    <>
      {shop.gaps > 0 && <State color="red" Icon={IconX} text={t("gaps", { count: shop.gaps })} hint={t("gaps_hint")} />}
      {shop.pulls === "push_only" && <State color="gray" Icon={IconArrowBarDown} text={t("pulls.push_only")} hint={t("no_pull.push_only")} />}
      {shop.pulls === "waiting" && <State color="gray" Icon={IconPlugOff} text={t("pulls.waiting")} hint={t("no_pull.waiting")} />}
      {shop.pulls === "paused" && (
        <State color="gray" Icon={IconPlayerPause} text={t("pulls.paused")} hint={shop.paused_reason || t("paused_hint")} />
      )}
      {breaker.state !== "closed" && (
        <State
          color="red"
          Icon={IconPlugConnectedX}
          text={t(`breaker.${breaker.state}`)}
          hint={t("breaker_hint", { count: breaker.failures, time, reason: breaker.reason })}
        />
      )}
      {failed && breaker.state === "closed" && (
        <State color="orange" Icon={IconAlertTriangle} text={t("states.failed")} hint={shop.last_error ?? t("states.failed")} />
      )}
    </>
  );
}

function State({ color, Icon, text, hint }: { color: string; Icon: typeof IconX; text: string; hint: string }) {
  return (
    <Tooltip label={hint} multiline maw={360}>
      <Badge size="sm" variant="light" color={color} leftSection={<Icon size={11} aria-hidden />} tabIndex={0} tt="none" style={{ flex: "none" }}>
        {text}
      </Badge>
    </Tooltip>
  );
}
