import { Group, Text, ThemeIcon } from "@mantine/core";
import { IconCash, IconCashOff, IconCashPlus } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { MoneyEffect } from "@/lib/versions/core/money-effect";
import { useChangeWords } from "./use-change-words";

const LOOKS = {
  none: { color: "gray", Icon: IconCash },
  refund: { color: "blue", Icon: IconCashOff },
  collect: { color: "orange", Icon: IconCashPlus },
} as const;

/** Who owes whom after the change, in one sentence. */
export function MoneyNote({ money }: { money: MoneyEffect }) {
  const t = useTranslations("versions.money");
  const words = useChangeWords();
  const { color, Icon } = LOOKS[money.kind];
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <ThemeIcon size={24} radius="sm" variant="light" color={color} aria-hidden>
        <Icon size={15} />
      </ThemeIcon>
      <div>
        <Text size="sm" style={{ fontVariantNumeric: "tabular-nums" }}>
          {words.money(money)}
        </Text>
        {money.kind !== "none" && (
          <Text size="xs" c="dimmed">
            {t("on_platform")}
          </Text>
        )}
      </div>
    </Group>
  );
}
