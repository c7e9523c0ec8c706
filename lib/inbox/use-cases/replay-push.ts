import { withTransaction } from "@/db/transaction";
import { appendAudit } from "@/lib/audit/use-cases/append-audit";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { conflict, notFound } from "@/lib/shared/errors";
import { parseInput } from "@/lib/shared/parse-input";
import { type ReplayPushInput, replayPushSchema } from "../core/dead-letter-view";
import { inboxMachine } from "../core/inbox-state";
import { findOptionalPush, movePush } from "../store/inbox-store";

/** Sends a dead or parked push through its work again; the work is idempotent, so a replay can do no harm twice. */
export async function replayPush(ctx: Ctx, input: ReplayPushInput): Promise<{ inbox_id: string; state: "received" }> {
  requirePermission(ctx, "jobs.rerun");
  const { inbox_id: id } = parseInput(replayPushSchema, input);
  await withTransaction(async (tx) => {
    const row = await findOptionalPush(tx, id);
    if (!row) throw notFound("inbox", "push", id);
    const move = { ...inboxMachine.actions.replay, reason: null, waitsFor: null, processedAt: null, attempts: 0 };
    if (!(await movePush(tx, id, move))) {
      throw conflict("inbox.not_replayable", `The push is "${row.state}"; only dead or parked pushes are replayed.`, {
        state: row.state,
      });
    }
    await enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: id }, key: `inbox:${id}` });
    await appendAudit(tx, ctx, [
      {
        action: "inbox.replay",
        entityType: "push",
        entityId: id,
        before: { state: row.state, reason: row.reason },
        after: { state: "received", source: row.source, topic: row.topic },
      },
    ]);
  });
  return { inbox_id: id, state: "received" };
}
