import { Text } from "@mantine/core";
import { useTranslations } from "next-intl";
import { InstantText } from "@/components/orders/instant-text";
import { DenseTable } from "@/components/ui/dense-table";
import { DueClock } from "@/components/versions/due-clock";
import type { AlertView, DecideAlertInput } from "@/lib/alerts/core/alert-view";
import type { AlertShop } from "./alert-actions";
import { AlertBadge } from "./alert-badge";
import { AlertWhat } from "./alert-what";
import classes from "./alerts.module.css";
import { DecideButtons } from "./decide-buttons";
import { ToldText } from "./told-text";
import { useAlertWords } from "./use-alert-words";
import type { Decision } from "./use-decide";

type ListProps = {
  alerts: AlertView[];
  shops: ReadonlyMap<string, AlertShop>;
  decisions: ReadonlyMap<string, Decision>;
  me: string;
  mayDecide: boolean;
  onDecide: (alert: AlertView, action: DecideAlertInput["action"]) => void;
};

/** Alerts that stand, the first due first. */
export function ActiveAlerts({ alerts, ...row }: ListProps) {
  const t = useTranslations("alerts");
  return (
    <div className={classes.list}>
      <DenseTable
        label={t("tabs.active")}
        minWidth={0}
        columns={[
          { key: "what", label: t("columns.what") },
          { key: "owner", label: t("columns.owner"), width: 128 },
          { key: "age", label: t("columns.age"), width: 84, right: true },
          { key: "due", label: t("columns.due"), width: 116, right: true },
          { key: "told", label: t("columns.told"), width: 56, right: true },
          { key: "state", label: t("columns.state"), width: 112 },
          { key: "act", label: t("columns.act"), width: 182, right: true },
        ]}
      >
        {alerts.map((alert) => (
          <Row key={alert.id} alert={alert} {...row} />
        ))}
      </DenseTable>
    </div>
  );
}

function Row({ alert, shops, decisions, me, mayDecide, onDecide }: Omit<ListProps, "alerts"> & { alert: AlertView }) {
  const t = useTranslations("alerts");
  const roles = useTranslations("layout.roles");
  const words = useAlertWords();
  const decision = decisions.get(alert.id);
  const pending = decision && decision.refusal === null ? decision.action : null;
  const state = pending === "resolve" ? "resolved" : pending === "acknowledge" ? "acknowledged" : alert.state;
  const owner = alert.owner_name || (state === "open" ? "" : me);
  return (
    <tr>
      <td className={classes.first}>
        <AlertWhat alert={alert} shops={shops} />
        {decision?.refusal && (
          <Text size="xs" c="var(--td-red)" role="alert" className={classes.refusal}>
            {decision.refusal}
          </Text>
        )}
      </td>
      <td title={owner || undefined}>{owner || roles(alert.owner_role)}</td>
      <td data-right>
        <InstantText value={alert.opened_at} c="dimmed" span />
      </td>
      <td data-right>{state === "open" ? <DueClock dueAt={alert.due_at} /> : <span className={classes.none}>—</span>}</td>
      <td data-right>
        <ToldText alert={alert} />
      </td>
      <td>
        <AlertBadge state={state} />
      </td>
      <td data-right className={classes.act}>
        {state === "resolved" ? (
          <Text size="sm" c="var(--td-green)" role="status">
            {t("resolved_now")}
          </Text>
        ) : (
          <DecideButtons
            state={state}
            owner={owner}
            sentence={words.sentence(alert)}
            mayDecide={mayDecide}
            onDecide={(action) => onDecide(alert, action)}
          />
        )}
      </td>
    </tr>
  );
}
