import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { BUFFER_MINUTES } from "@/lib/channels/core/shop-settings";
import type { ShopView } from "@/lib/channels/core/shop-view";
import { ORDER_STATUSES } from "@/lib/orders/core/order-status";
import { STAGE_THRESHOLD_MS } from "@/lib/orders/core/stage-threshold";
import { RuleValue } from "./rule-value";
import classes from "./settings.module.css";

const HOUR_MS = 3_600_000;

/** How long an order may rest: by intent (the buffer), and before somebody is told (stuck). */
export function WaitingRules({ shops }: { shops: ShopView[] }) {
  const t = useTranslations("settings.rules.waiting");
  const states = useTranslations("orders.states");
  const own = shops.filter(({ settings }) => settings.buffer_minutes !== BUFFER_MINUTES.default);
  const names = own.map(({ name, settings }) => t("own", { shop: name, minutes: settings.buffer_minutes })).join(t("separator"));
  return (
    <Panel title={t("title")} aside={t("hint")}>
      <dl className={classes.rules}>
        <RuleValue name={t("buffer")} value={t("minutes", { count: BUFFER_MINUTES.default })} why={own.length > 0 ? names : t("buffer_why")} />
        <RuleValue name={t("buffer_range")} value={t("range", { min: BUFFER_MINUTES.min, max: BUFFER_MINUTES.max })} />
        {ORDER_STATUSES.map((status) => {
          const threshold = STAGE_THRESHOLD_MS[status];
          return (
            <RuleValue
              key={status}
              name={t("stuck", { stage: states(status) })}
              value={threshold === null ? t("no_limit") : t("hours", { count: threshold / HOUR_MS })}
              why={t.has(`why.${status}`) ? t(`why.${status}`) : undefined}
            />
          );
        })}
      </dl>
    </Panel>
  );
}
