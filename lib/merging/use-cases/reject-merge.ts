import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { suggestionMachine } from "@/lib/merging/core/merge-state";
import { rejectMergeSchema } from "@/lib/merging/core/suggestion-view";
import { appendOrderEvents } from "@/lib/orders/use-cases/append-order-events";
import { requirePermission } from "@/lib/security/core/require-permission";
import { actorLabel, type Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { can } from "@/lib/shared/state-machine";
import { lockSuggestion, moveSuggestion } from "../store/suggestion-store";
import { alreadyDecided } from "./approve-merge";

/** Says no, with the reason: the same orders are not suggested again, and the verdict counts for measured precision. */
export async function rejectMerge(ctx: Ctx, input: z.input<typeof rejectMergeSchema>): Promise<{ suggestion_id: string; state: "rejected" }> {
  requirePermission(ctx, "merging.decide");
  const { suggestion_id, reason } = parseInput(rejectMergeSchema, input);
  return withTransaction(async (tx) => {
    const suggestion = await lockSuggestion(tx, suggestion_id);
    if (!suggestion) throw notFound("merging", "suggestion", suggestion_id);
    if (!can(suggestionMachine, suggestion.state, "reject").ok) throw alreadyDecided(suggestion);
    const at = ctx.clock.now();
    await moveSuggestion(tx, {
      ids: [suggestion_id],
      from: suggestionMachine.actions.reject.from,
      set: { state: "rejected", decidedBy: actorLabel(ctx.actor), decidedAt: at, reason, updatedAt: at },
    });
    const orderIds = suggestion.orderIds;
    await appendOrderEvents(
      tx,
      ctx,
      orderIds.map((orderId) => ({
        orderId,
        type: "merge_rejected",
        occurredAt: at,
        source: "staff",
        sourceEventId: `merge_rejected:${suggestion_id}`,
        data: { reason },
      })),
    );
    await appendAudit(tx, ctx, [
      {
        action: "merging.reject",
        entityType: "merge_suggestion",
        entityId: suggestion_id,
        orderIds,
        reason,
        before: { state: suggestion.state },
        after: { state: "rejected", tier: suggestion.tier, probability: suggestion.probability },
      },
    ]);
    await emitEvents(tx, ctx, [{ type: "merge.decided", payload: { suggestion_id, order_ids: orderIds, state: "rejected" } }]);
    return { suggestion_id, state: "rejected" };
  });
}
