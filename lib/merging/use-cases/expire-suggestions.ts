import { withTransaction } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import { KEEP_MS } from "@/lib/merging/core/policy";
import type { Ctx } from "@/lib/shared/context";
import { listMembers, listStaleSuggestions, moveSuggestion } from "../store/suggestion-store";
import { settleShippedGroups } from "./settle-shipped-groups";

/** Closes what can no longer be acted on: suggestions with fewer than two waiting members or a window a day past, groups that have left. A system job. */
export function expireSuggestions(ctx: Ctx): Promise<{ expired: number; shipped: number }> {
  return withTransaction(async (tx) => {
    const now = ctx.clock.now();
    const ids = await listStaleSuggestions(tx, new Date(now.getTime() - KEEP_MS));
    const moved = await moveSuggestion(tx, { ids, from: ["open", "blocked"], set: { state: "expired", updatedAt: now } });
    const members = await listMembers(tx, moved);
    await emitEvents(
      tx,
      ctx,
      moved.map((id) => ({ type: "merge.decided" as const, payload: { suggestion_id: id, order_ids: members.get(id) ?? [], state: "expired" } })),
    );
    return { expired: moved.length, shipped: await settleShippedGroups(tx, ctx) };
  });
}
