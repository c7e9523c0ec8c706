import { Group, Text } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";

/** When what is shown was read, and whether reading it again failed. */
export function DataAge({ at, failed }: { at: string | null; failed: boolean }) {
  const t = useTranslations("channels.coverage");
  const format = useFormatter();
  if (at === null) return null;
  const time = format.dateTime(new Date(at), { hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
  if (!failed) {
    return (
      <Text size="xs" c="dimmed" suppressHydrationWarning>
        {t("age", { time })}
      </Text>
    );
  }
  return (
    <Group gap={4} role="alert" c="var(--td-amber)">
      <IconAlertTriangle size={14} aria-hidden />
      <Text size="xs">{t("stale", { time })}</Text>
    </Group>
  );
}
