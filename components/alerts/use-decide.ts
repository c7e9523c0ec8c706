import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useRefusalText } from "@/components/orders/use-refusal-text";
import type { AlertView, DecideAlertInput } from "@/lib/alerts/core/alert-view";
import type { AlertActions } from "./alert-actions";

type Action = DecideAlertInput["action"];
/** A decision as its row shows it: at once, and as refused if the server says so. */
export type Decision = { action: Action; refusal: string | null };

/** What was decided here: shown before the answer comes, told apart when it was refused. */
export function useDecide(decide: AlertActions["decide"]) {
  const client = useQueryClient();
  const refusalText = useRefusalText();
  const [decisions, setDecisions] = useState<ReadonlyMap<string, Decision>>(new Map());
  const tell = (id: string, decision: Decision) => setDecisions((known) => new Map(known).set(id, decision));
  const send = async (alert: AlertView, action: Action) => {
    tell(alert.id, { action, refusal: null });
    const result = await decide({ alert_id: alert.id, action });
    if (!result.ok) tell(alert.id, { action, refusal: refusalText(result) });
    void client.invalidateQueries({ queryKey: ["alerts"] });
  };
  return { decisions, send };
}
