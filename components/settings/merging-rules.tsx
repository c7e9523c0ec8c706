import { IconCheck } from "@tabler/icons-react";
import { useFormatter, useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { POLICY } from "@/lib/merging/core/policy";
import { RuleValue } from "./rule-value";
import classes from "./settings.module.css";

/** The numbers of merging, and every rule that must hold before orders may leave in one parcel. */
export function MergingRules({ rules }: { rules: string[] }) {
  const t = useTranslations("settings.rules.merging");
  const names = useTranslations("merging.rules");
  const format = useFormatter();
  return (
    <>
      <Panel title={t("title")} aside={t("version", { version: POLICY.version })}>
        <dl className={classes.rules}>
          <RuleValue name={t("window")} value={t("minutes", { count: POLICY.windowMinutes })} why={t("window_why")} />
          <RuleValue name={t("margin")} value={t("minutes", { count: POLICY.deadlineMarginMinutes })} />
          <RuleValue name={t("orders")} value={format.number(POLICY.maxOrders)} />
          <RuleValue name={t("pieces")} value={format.number(POLICY.maxPieces)} />
          <RuleValue name={t("weight")} value={t("kilograms", { count: POLICY.maxWeightGrams / 1_000 })} why={t("weight_why")} />
          <RuleValue name={t("volume")} value={t("litres", { count: POLICY.maxLitres })} why={t("volume_why")} />
          <RuleValue name={t("keep")} value={t("hours", { count: POLICY.keepHours })} />
        </dl>
      </Panel>
      <Panel title={t("rules")} aside={t("rules_hint")}>
        <ul className={classes.names}>
          {rules.map((rule) => (
            <li key={rule}>
              <IconCheck size={14} aria-hidden />
              {names.has(`${rule}.name`) ? names(`${rule}.name`) : rule}
            </li>
          ))}
        </ul>
      </Panel>
    </>
  );
}
