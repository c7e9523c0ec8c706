import { Button, Select } from "@mantine/core";
import { useFormatter, useTranslations } from "next-intl";
import type { AlertRule } from "@/lib/alerts/core/alert-rule";
import type { AlertPage } from "@/lib/alerts/core/alert-view";
import type { AlertShop } from "./alert-actions";
import { RULES } from "./alert-filters";
import classes from "./alerts.module.css";
import { RuleIcon } from "./rule-icon";
import { useAlertWords } from "./use-alert-words";

type ChipsProps = {
  /** Null where counts say nothing: resolved ones. */
  counts: AlertPage["counts"] | null;
  rule: AlertRule | null;
  shop: string | null;
  shops: AlertShop[];
  onChange: (change: { rule?: AlertRule | null; shop?: string | null }) => void;
};

/** What happened how often, one click each; a kind that does not stand now has no chip. */
export function RuleChips({ counts, rule, shop, shops, onChange }: ChipsProps) {
  const t = useTranslations("alerts.filters");
  const words = useAlertWords();
  const of = (one: AlertRule) => counts?.find((count) => count.rule === one);
  const total = counts?.reduce((sum, { open, acknowledged }) => sum + open + acknowledged, 0) ?? null;
  const shown = RULES.filter((one) => counts === null || one === rule || of(one));
  return (
    <search className={classes.chips} aria-label={t("label")}>
      <Chip pressed={rule === null} label={t("all")} count={total} onPress={() => onChange({ rule: null })} />
      {shown.map((one) => {
        const count = of(one);
        return (
          <Chip
            key={one}
            pressed={rule === one}
            label={words.title(one)}
            icon={<RuleIcon rule={one} size={14} />}
            count={counts === null ? null : count ? count.open + count.acknowledged : 0}
            onPress={() => onChange({ rule: rule === one ? null : one })}
          />
        );
      })}
      <Select
        size="xs"
        w={170}
        className={classes.shop}
        aria-label={t("shop")}
        placeholder={t("shop")}
        value={shop}
        onChange={(code) => onChange({ shop: code })}
        data={shops.map(({ code, name }) => ({ value: code, label: name }))}
        clearable
        comboboxProps={{ width: "max-content", position: "bottom-end" }}
      />
    </search>
  );
}

type ChipProps = { pressed: boolean; label: string; icon?: React.ReactNode; count: number | null; onPress: () => void };

function Chip({ pressed, label, icon, count, onPress }: ChipProps) {
  const format = useFormatter();
  return (
    <Button
      size="compact-sm"
      radius="xl"
      variant={pressed ? "light" : "default"}
      leftSection={icon}
      rightSection={count === null ? undefined : <span className={classes.count}>{format.number(count)}</span>}
      aria-pressed={pressed}
      onClick={onPress}
    >
      {label}
    </Button>
  );
}
