import { Button, Group, Stack, Text, Title } from "@mantine/core";
import { IconCheck, IconX } from "@tabler/icons-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { RuleVerdict } from "@/lib/merging/core/verdict";
import { useVerdictText } from "./use-verdict-text";

/** Every rule with its answer, failed ones first and always open. */
export function RuleList({ passed, failed }: { passed: RuleVerdict[]; failed: RuleVerdict[] }) {
  const t = useTranslations("merging.detail");
  const [open, setOpen] = useState(false);
  return (
    <Stack gap={6}>
      <Title order={3} size="sm">
        {t(failed.length > 0 ? "why_not" : "rules")}
      </Title>
      {failed.map((verdict) => (
        <Verdict key={verdict.rule} verdict={verdict} />
      ))}
      <Group gap="xs">
        <Text size="sm" c={failed.length > 0 ? "dimmed" : "var(--td-green)"} fw={500}>
          {t("rules_passed", { count: passed.length })}
        </Text>
        <Button variant="subtle" size="compact-xs" aria-expanded={open} onClick={() => setOpen(!open)}>
          {t(open ? "hide_passed" : "show_passed")}
        </Button>
      </Group>
      {open && passed.map((verdict) => <Verdict key={verdict.rule} verdict={verdict} />)}
    </Stack>
  );
}

function Verdict({ verdict }: { verdict: RuleVerdict }) {
  const t = useTranslations("merging.rules");
  const say = useVerdictText();
  const Icon = verdict.passed ? IconCheck : IconX;
  const color = verdict.passed ? "var(--td-green)" : "var(--mantine-color-error)";
  return (
    <Group gap={8} wrap="nowrap" align="flex-start">
      <Icon size={15} style={{ flex: "none", marginTop: 2, color }} aria-hidden />
      <Text size="sm">
        <Text span fw={600}>
          {t.has(`${verdict.rule}.name`) ? t(`${verdict.rule}.name`) : verdict.rule}
        </Text>
        <Text span c="dimmed">
          {" — "}
        </Text>
        <Text span c={verdict.passed ? "dimmed" : undefined}>
          {say(verdict)}
        </Text>
      </Text>
    </Group>
  );
}
