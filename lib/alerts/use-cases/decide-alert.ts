import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { conflict } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { alertMachine } from "../core/alert-state";
import { type DecideAlertInput, decideAlertSchema } from "../core/alert-view";
import { moveAlerts } from "../store/alert-store";

/** Somebody takes an alert on, or says that it is dealt with. If its cause stands, the next evaluation opens a new one. */
export async function decideAlert(ctx: Ctx, input: DecideAlertInput): Promise<{ alert_id: string; state: string }> {
  requirePermission(ctx, "alerts.decide");
  const { alert_id: id, action } = parseInput(decideAlertSchema, input);
  const { from, to } = alertMachine.actions[action];
  const at = ctx.clock.now();
  const by = actorLabel(ctx.actor);
  return withTransaction(async (tx) => {
    const columns = action === "acknowledge" ? { acknowledgedAt: at, ownerName: by } : { resolvedAt: at, resolvedBy: by };
    const [row] = await moveAlerts(tx, { ids: [id], from, to, columns });
    if (!row) throw conflict("alerts.already_decided", "The alert is not open any more, or does not exist.", { id });
    await appendAudit(tx, ctx, [
      {
        action: `alerts.${action}`,
        entityType: "alert",
        entityId: id,
        orderIds: row.orderId ? [row.orderId] : [],
        after: { rule: row.rule, subject: row.subject },
      },
    ]);
    await emitEvents(tx, ctx, [{ type: "alert.changed", payload: { alert_id: id, rule: row.rule, state: to } }]);
    return { alert_id: id, state: to };
  });
}
