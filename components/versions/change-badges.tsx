import { Badge } from "@mantine/core";
import {
  IconAlertTriangle,
  IconArrowBackUp,
  IconCircleCheck,
  IconCircleX,
  IconClockOff,
  IconHourglass,
  IconShieldCheck,
  IconUnlink,
} from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { ChangeState } from "@/lib/versions/core/change-state";
import type { RiskLevel } from "@/lib/versions/core/risk";

/** Amber needs a person, green is done, grey has ended; red is kept for what failed. */
const STATES: Record<ChangeState, { color: string; Icon: typeof IconHourglass }> = {
  pending: { color: "orange", Icon: IconHourglass },
  approved: { color: "green", Icon: IconCircleCheck },
  rejected: { color: "red", Icon: IconCircleX },
  withdrawn: { color: "gray", Icon: IconArrowBackUp },
  invalidated: { color: "gray", Icon: IconUnlink },
  expired: { color: "gray", Icon: IconClockOff },
};

export function ChangeStateBadge({ state }: { state: ChangeState }) {
  const t = useTranslations("versions.states");
  const { color, Icon } = STATES[state];
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  );
}

const LEVELS: Record<RiskLevel, { color: string; Icon: typeof IconHourglass }> = {
  low: { color: "gray", Icon: IconShieldCheck },
  elevated: { color: "orange", Icon: IconAlertTriangle },
  high: { color: "red", Icon: IconAlertTriangle },
};

export function RiskBadge({ level }: { level: RiskLevel }) {
  const t = useTranslations("versions.levels");
  const { color, Icon } = LEVELS[level];
  return (
    <Badge variant={level === "low" ? "default" : "light"} color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {t(level)}
    </Badge>
  );
}
