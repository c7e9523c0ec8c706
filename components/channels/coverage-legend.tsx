import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { SEGMENT_STATES } from "@/lib/channels/core/coverage";
import classes from "./coverage.module.css";
import { SEGMENT_ICONS } from "./coverage-looks";

/** What the colours mean, in words. */
export function CoverageLegend({ hint }: { hint: string }) {
  const t = useTranslations("channels.coverage");
  return (
    <div className={classes.legend}>
      <ul className={classes.keys} aria-label={t("legend")}>
        {SEGMENT_STATES.map((state) => {
          const Icon = SEGMENT_ICONS[state];
          return (
            <li key={state} className={classes.key}>
              <span className={classes.swatch} data-state={state} aria-hidden />
              <Icon size={14} stroke={1.8} aria-hidden />
              {t(`states.${state}`)}
            </li>
          );
        })}
      </ul>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </div>
  );
}
