import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { useDuration } from "@/components/orders/use-duration";
import { DenseTable } from "@/components/ui/dense-table";
import type { AlertView } from "@/lib/alerts/core/alert-view";
import type { AlertShop } from "./alert-actions";
import { AlertWhat } from "./alert-what";
import classes from "./alerts.module.css";
import { ToldText } from "./told-text";

/** What is over, the last opened first: how long it stood and who ended it. */
export function ResolvedAlerts({ alerts, shops }: { alerts: AlertView[]; shops: ReadonlyMap<string, AlertShop> }) {
  const t = useTranslations("alerts");
  const duration = useDuration();
  return (
    <div className={classes.list}>
      <DenseTable
        label={t("tabs.resolved")}
        minWidth={0}
        columns={[
          { key: "what", label: t("columns.what") },
          { key: "opened", label: t("columns.opened"), width: 100, right: true },
          { key: "resolved", label: t("columns.resolved"), width: 100, right: true },
          { key: "stood", label: t("columns.stood"), width: 116, right: true },
          { key: "by", label: t("columns.by"), width: 150 },
          { key: "told", label: t("columns.told"), width: 56, right: true },
        ]}
      >
        {alerts.map((alert) => (
          <tr key={alert.id}>
            <td className={classes.first}>
              <AlertWhat alert={alert} shops={shops} />
            </td>
            <td data-right>
              <InstantText value={alert.opened_at} c="dimmed" span />
            </td>
            <td data-right>{alert.resolved_at && <InstantText value={alert.resolved_at} span />}</td>
            <td data-right>{alert.resolved_at && duration(Date.parse(alert.resolved_at) - Date.parse(alert.opened_at))}</td>
            <td>{alert.resolved_by || t("by_itself")}</td>
            <td data-right>
              <ToldText alert={alert} />
            </td>
          </tr>
        ))}
      </DenseTable>
    </div>
  );
}
