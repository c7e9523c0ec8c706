import { Text, Timeline } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconClockOff, IconHourglass, IconPencil, IconUnlink, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import type { ChangeState } from "@/lib/versions/core/change-state";
import type { ChangeRequestView } from "@/lib/versions/core/change-view";
import { useChangeWords } from "./use-change-words";

const ICONS: Record<ChangeState, typeof IconCheck> = {
  pending: IconHourglass,
  approved: IconCheck,
  rejected: IconX,
  withdrawn: IconArrowBackUp,
  invalidated: IconUnlink,
  expired: IconClockOff,
};
const COLORS: Record<ChangeState, string> = {
  pending: "orange",
  approved: "green",
  rejected: "red",
  withdrawn: "gray",
  invalidated: "gray",
  expired: "gray",
};

/** Who asked, who decided and when; a request that fell says why. */
export function ChangeProgress({ change }: { change: ChangeRequestView }) {
  const t = useTranslations("versions");
  const words = useChangeWords();
  const Icon = ICONS[change.state];
  const decided = change.decided_at !== null;
  return (
    <Timeline active={1} bulletSize={22} lineWidth={2} color={COLORS[change.state]}>
      <Timeline.Item bullet={<IconPencil size={12} />} title={<Text size="sm">{t("page.asked", { name: change.requested_by })}</Text>}>
        <Text size="xs" c="dimmed">
          <InstantText value={change.created_at} span />
        </Text>
      </Timeline.Item>
      <Timeline.Item bullet={<Icon size={12} />} title={<Text size="sm">{verdict()}</Text>}>
        {change.decision_reason && <Text size="sm">{reasonText(change.decision_reason)}</Text>}
        <Text size="xs" c="dimmed" component="div">
          {decided && change.decided_at ? <InstantText value={change.decided_at} span /> : t("page.on_expiry")}
          {change.applied_version !== null && ` · ${t("page.applied", { version: change.applied_version })}`}
        </Text>
      </Timeline.Item>
    </Timeline>
  );

  function verdict(): string {
    if (!decided) return t("page.waiting", { roles: words.roles(change.approval.required_roles) });
    const system = change.state === "expired" || change.state === "invalidated";
    return t("page.verdict", { name: system ? t("page.system") : (change.decided_by ?? ""), state: t(`states.${change.state}`) });
  }

  function reasonText(reason: string): string {
    return t.has(`causes.${reason}`) ? t(`causes.${reason}`) : reason;
  }
}
