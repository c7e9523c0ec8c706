import type { z } from "zod";
import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { snoozeMergeSchema } from "@/lib/merging/core/suggestion-view";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { lockSuggestion, moveSuggestion } from "../store/suggestion-store";
import { alreadyDecided } from "./approve-merge";

/** Takes the suggestion off the board for some minutes; its deadline does not move. */
export async function snoozeMerge(ctx: Ctx, input: z.input<typeof snoozeMergeSchema>): Promise<{ suggestion_id: string; snoozed_until: string }> {
  requirePermission(ctx, "merging.decide");
  const { suggestion_id, minutes } = parseInput(snoozeMergeSchema, input);
  return withTransaction(async (tx) => {
    const suggestion = await lockSuggestion(tx, suggestion_id);
    if (!suggestion) throw notFound("merging", "suggestion", suggestion_id);
    const until = new Date(ctx.clock.now().getTime() + minutes * 60_000);
    const moved = await moveSuggestion(tx, { ids: [suggestion_id], from: ["open", "blocked"], set: { snoozedUntil: until } });
    if (moved.length === 0) throw alreadyDecided(suggestion);
    await appendAudit(tx, ctx, [
      { action: "merging.snooze", entityType: "merge_suggestion", entityId: suggestion_id, orderIds: suggestion.orderIds, after: { minutes } },
    ]);
    await emitEvents(tx, ctx, [{ type: "merge.suggested", payload: { suggestion_id, order_ids: suggestion.orderIds } }]);
    return { suggestion_id, snoozed_until: until.toISOString() };
  });
}
