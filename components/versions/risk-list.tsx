import { Group, List, Stack, Text, ThemeIcon } from "@mantine/core";
import { IconAlertTriangle, IconInfoCircle } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import type { Risk, RiskLevel } from "@/lib/versions/core/risk";
import { RiskBadge } from "./change-badges";
import { useChangeWords } from "./use-change-words";

const COLORS: Record<RiskLevel, string> = { low: "gray", elevated: "orange", high: "red" };

/** The risk level and each reason for it, the gravest first. */
export function RiskList({ risk }: { risk: Risk }) {
  const t = useTranslations("versions.page");
  const words = useChangeWords();
  const order: RiskLevel[] = ["high", "elevated", "low"];
  const reasons = [...risk.reasons].sort((a, b) => order.indexOf(a.level) - order.indexOf(b.level));
  return (
    <Stack gap="xs">
      <Group>
        <RiskBadge level={risk.level} />
      </Group>
      {reasons.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t("no_risk")}
        </Text>
      ) : (
        <List size="sm" spacing={6} center>
          {reasons.map((reason) => (
            <List.Item
              key={`${reason.factor} ${reason.params.title ?? ""}`}
              icon={
                <ThemeIcon size={20} radius="xl" variant="light" color={COLORS[reason.level]} aria-hidden>
                  {reason.level === "low" ? <IconInfoCircle size={13} /> : <IconAlertTriangle size={13} />}
                </ThemeIcon>
              }
            >
              {words.risk(reason)}
            </List.Item>
          ))}
        </List>
      )}
    </Stack>
  );
}
