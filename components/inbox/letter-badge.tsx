import { Badge } from "@mantine/core";
import { IconHourglass, IconMailExclamation } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { LetterState } from "./dead-letters.query";

const LOOKS = { dead: { color: "orange", Icon: IconMailExclamation }, parked: { color: "gray", Icon: IconHourglass } };

/** Amber needs a person, grey waits and comes back by itself. */
export function LetterBadge({ state }: { state: LetterState }) {
  const t = useTranslations("inbox.states");
  const { color, Icon } = LOOKS[state];
  return (
    <Badge variant="light" color={color} radius="sm" tt="none" leftSection={<Icon size={12} aria-hidden />}>
      {t(state)}
    </Badge>
  );
}
