import { Text, Tooltip } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { AlertView } from "@/lib/alerts/core/alert-view";

/** How many channels were told, of how many that listen: amber while one is still to be told, or none listens. */
export function ToldText({ alert }: { alert: Pick<AlertView, "told" | "to_tell"> }) {
  const t = useTranslations("alerts");
  const { told, to_tell } = alert;
  const hint = to_tell === 0 ? t("told_none") : t("told_hint", { told, all: to_tell });
  return (
    <Tooltip label={hint} openDelay={200}>
      <Text size="sm" span c={told < to_tell ? "var(--td-amber)" : "dimmed"} aria-label={hint} role="img">
        {to_tell === 0 ? "—" : t("told_of", { told, all: to_tell })}
      </Text>
    </Tooltip>
  );
}
