import { useTranslations } from "next-intl";
import { Panel } from "@/components/orders/panel";
import { DenseTable } from "@/components/ui/dense-table";
import { lifecycleMachine } from "@/lib/orders/core/lifecycle";
import { LIFECYCLE_EVENTS } from "@/lib/orders/core/order-event";

/** The lifecycle as the machine itself reads it: what happens, where an order may be, what it becomes. */
export function LifecycleRules() {
  const t = useTranslations("settings.rules.lifecycle");
  const events = useTranslations("orders.events");
  const states = useTranslations("orders.states");
  return (
    <Panel title={t("title")} aside={t("hint")}>
      <DenseTable
        label={t("title")}
        minWidth={560}
        columns={[
          { key: "event", label: t("event"), width: 170 },
          { key: "from", label: t("from") },
          { key: "to", label: t("to"), width: 120 },
        ]}
      >
        {LIFECYCLE_EVENTS.filter((event) => event !== "placed").map((event) => {
          const from = lifecycleMachine.actions[event].from.map((state) => states(state)).join(" · ");
          return (
            <tr key={event}>
              <td>{events(event)}</td>
              <td style={{ whiteSpace: "normal" }}>{from}</td>
              <td>{states(lifecycleMachine.actions[event].to)}</td>
            </tr>
          );
        })}
      </DenseTable>
    </Panel>
  );
}
