import { Badge } from "@mantine/core";
import { IconAlertTriangle, IconCircleCheck, IconUserCheck } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { AlertState } from "@/lib/alerts/core/alert-state";

const LOOKS: Record<AlertState, { color: string; Icon: typeof IconCircleCheck }> = {
  open: { color: "orange", Icon: IconAlertTriangle },
  acknowledged: { color: "blue", Icon: IconUserCheck },
  resolved: { color: "green", Icon: IconCircleCheck },
};

/** Amber needs a person, blue has one, green is over. */
export function AlertBadge({ state }: { state: AlertState }) {
  const t = useTranslations("alerts.states");
  const { color, Icon } = LOOKS[state];
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
