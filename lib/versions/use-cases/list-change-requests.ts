import { reader } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { decodeTimeCursor, encodeCursor } from "@/lib/shared/page";
import { parseInput } from "@/lib/shared/parse-input";
import { type ChangeState, changeMachine } from "@/lib/versions/core/change-state";
import { type ChangeFilter, type ChangeRequestListView, changeFilterSchema } from "@/lib/versions/core/change-view";
import { listChanges } from "../store/change-store";
import { changeViewOf } from "../store/change-view-of";

/** The queue: pending by deadline; anything else newest first. */
export async function listChangeRequests(ctx: Ctx, input: ChangeFilter = {}): Promise<ChangeRequestListView> {
  requirePermission(ctx, "versions.read");
  const filter = parseInput(changeFilterSchema, input);
  const order = filter.state === "pending" ? "due" : "newest";
  const rows = await listChanges(reader(), {
    states: statesOf(filter.state),
    requestedById: filter.state === "mine" ? actorIdOf(ctx) : undefined,
    orderId: filter.order_id,
    risk: filter.risk,
    position: filter.cursor ? decodeTimeCursor(filter.cursor) : undefined,
    order,
    limit: filter.limit + 1,
  });
  const page = rows.slice(0, filter.limit);
  const last = page.at(-1)?.change;
  const now = ctx.clock.now();
  return {
    change_requests: page.map((row) => changeViewOf(row, ctx.actor, now)),
    next_cursor: rows.length > filter.limit && last ? encodeCursor([(order === "due" ? last.dueAt : last.createdAt).toISOString(), last.id]) : null,
  };
}

function statesOf(state: ChangeState | "decided" | "mine" | "all"): readonly ChangeState[] | undefined {
  if (state === "mine" || state === "all") return undefined;
  return state === "decided" ? changeMachine.final : [state];
}

function actorIdOf(ctx: Ctx): string {
  return "id" in ctx.actor ? ctx.actor.id : "";
}
