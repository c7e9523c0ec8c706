import { withTransaction } from "@/db/transaction";
import type { Ctx } from "@/lib/shared/context";
import { listDueEndpoints } from "../store/webhook-store";
import { wake } from "./queue-webhooks";

/** Wakes the senders of endpoints whose next try has come, or that have rested long enough. A system job. */
export async function sweepWebhooks(ctx: Ctx): Promise<{ woken: number }> {
  return withTransaction(async (tx) => {
    const due = await listDueEndpoints(tx, ctx.clock.now());
    for (const id of due) await wake(tx, id);
    return { woken: due.length };
  });
}
