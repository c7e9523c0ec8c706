import { Stack, Text, Title } from "@mantine/core";
import { useTranslations } from "next-intl";
import type { Evidence } from "@/lib/merging/core/verdict";
import classes from "./merging-board.module.css";

/** Widest bar in bits: the strongest single comparison. */
const FULL_BITS = 24;

/** What speaks for one receiver (right of the line) and against it (left), in bits. */
export function EvidenceBars({ evidence }: { evidence: Evidence[] }) {
  const t = useTranslations("merging.evidence");
  const against = evidence.some((entry) => entry.weight < 0);
  const zero = against ? 30 : 0;
  return (
    <Stack gap={8}>
      <Title order={3} size="sm">
        {t("title")}
      </Title>
      <ul className={classes.evidence}>
        {evidence.map(({ comparison, level, weight }) => {
          const width = weight >= 0 ? (Math.min(weight, FULL_BITS) / FULL_BITS) * (100 - zero) : (Math.min(-weight, FULL_BITS) / FULL_BITS) * 30 * 2;
          return (
            <li key={comparison}>
              <Text size="sm">{t(comparison)}</Text>
              <span className={classes.track} aria-hidden>
                <span
                  className={classes.bar}
                  style={{
                    left: weight >= 0 ? `${zero}%` : `${zero - Math.min(width, zero)}%`,
                    width: `${weight >= 0 ? width : Math.min(width, zero)}%`,
                    background: weight >= 0 ? "var(--mantine-color-teal-6)" : "#f2b84b",
                  }}
                />
                {against && <span className={classes.zero} style={{ left: `${zero}%` }} />}
              </span>
              <Text size="xs" c="dimmed" ta="right">
                {weight === 0 ? t(`levels.${level}`) : t("weight", { sign: weight > 0 ? "+" : "−", value: Math.abs(weight) })}
              </Text>
            </li>
          );
        })}
      </ul>
      <Text size="xs" c="dimmed">
        {t("hint")}
      </Text>
    </Stack>
  );
}
