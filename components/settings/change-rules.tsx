import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { APPROVER_ROLES, DECIDE_WITHIN_MINUTES, FLOOR_MINUTES, WAREHOUSE_MINUTES } from "@/lib/versions/core/approval";
import {
  CUTOFF_MINUTES,
  ELEVATED_VALUE_FEN,
  HIGH_VALUE_FEN,
  JUMP_PIECES,
  JUMP_RATIO,
  MANY_FACTORS,
  REPEAT_DAYS,
  REPEAT_ELEVATED,
  REPEAT_HIGH,
  RISK_LEVELS,
} from "@/lib/versions/core/risk";
import { RuleValue } from "./rule-value";
import classes from "./settings.module.css";

/** When a change is risky, who may approve it, and by when. */
export function ChangeRules() {
  const t = useTranslations("settings.rules.changes");
  const levels = useTranslations("versions.levels");
  const roles = useTranslations("layout.roles");
  const format = useFormatter();
  const yuan = (fen: number) => `¥${format.number(fen / 100)}`;
  return (
    <>
      <Panel title={t("risk")}>
        <dl className={classes.rules}>
          <RuleValue name={t("value")} value={t("two", { elevated: yuan(ELEVATED_VALUE_FEN), high: yuan(HIGH_VALUE_FEN) })} why={t("value_why")} />
          <RuleValue name={t("cutoff")} value={t("minutes", { count: CUTOFF_MINUTES })} why={t("cutoff_why")} />
          <RuleValue name={t("jump")} value={t("jump_value", { ratio: JUMP_RATIO, pieces: JUMP_PIECES })} />
          <RuleValue name={t("repeats", { days: REPEAT_DAYS })} value={t("two", { elevated: `${REPEAT_ELEVATED}`, high: `${REPEAT_HIGH}` })} />
          <RuleValue name={t("many")} value={t("many_value", { count: MANY_FACTORS })} why={t("many_why")} />
        </dl>
      </Panel>
      <Panel title={t("approval")} aside={t("approval_hint")}>
        <dl className={classes.rules}>
          {RISK_LEVELS.map((level) => (
            <RuleValue
              key={level}
              name={levels(level)}
              value={t("within", { minutes: DECIDE_WITHIN_MINUTES[level] })}
              why={t("by", { roles: APPROVER_ROLES[level].map((role) => roles(role)).join(" / ") })}
            />
          ))}
          <RuleValue name={t("warehouse")} value={t("minutes", { count: WAREHOUSE_MINUTES })} why={t("warehouse_why")} />
          <RuleValue name={t("floor")} value={t("minutes", { count: FLOOR_MINUTES })} />
        </dl>
      </Panel>
    </>
  );
}
