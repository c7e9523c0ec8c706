import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { maskPhonesInText } from "@/lib/security/core/mask";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { inboxMachine } from "../core/inbox-state";
import { type DropPushInput, dropPushSchema } from "../core/repair-view";
import { findOptionalPush, movePush } from "../store/inbox-store";

/** A person decides that a push will never become anything, and says why; it is kept with both reasons. */
export async function dropPush(ctx: Ctx, input: DropPushInput): Promise<{ inbox_id: string; state: "dropped" }> {
  requirePermission(ctx, "inbox.repair");
  const { inbox_id: id, reason } = parseInput(dropPushSchema, input);
  await withTransaction(async (tx) => {
    const row = await findOptionalPush(tx, id);
    if (!row) throw notFound("inbox", "push", id);
    const move = { ...inboxMachine.actions.drop, reason: maskPhonesInText(reason), waitsFor: null, processedAt: ctx.clock.now() };
    if (!(await movePush(tx, id, move))) {
      throw conflict("inbox.not_droppable", `The push is "${row.state}"; only dead or parked pushes are dropped.`, { state: row.state });
    }
    await appendAudit(tx, ctx, [
      {
        action: "inbox.drop",
        entityType: "push",
        entityId: id,
        reason,
        before: { state: row.state, reason: row.reason },
        after: { state: "dropped", source: row.source, topic: row.topic },
      },
    ]);
  });
  return { inbox_id: id, state: "dropped" };
}
