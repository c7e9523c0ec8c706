import { withTransaction } from "@/db/transaction";
import { emitEvents } from "@/lib/events/use-cases/emit-events";
import type { Ctx } from "@/lib/shared/context";
import { listMembers, listStaleSuggestions, moveSuggestion } from "../store/suggestion-store";

/** A window this far past is no longer waited for. */
const KEEP_MS = 24 * 3_600_000;

/** Closes suggestions that can no longer be acted on: fewer than two members still wait, or the window is a day past. */
export function expireSuggestions(ctx: Ctx): Promise<{ expired: number }> {
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
    return { expired: moved.length };
  });
}
