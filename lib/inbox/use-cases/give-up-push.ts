import { withTransaction } from "@/db/transaction";
import { requirePermission } from "@/lib/security/core/require-permission";
import type { Ctx } from "@/lib/shared/context";
import { PUSH_ATTEMPT_LIMIT } from "../core/attempt-limit";
import { findOptionalPush } from "../store/inbox-store";
import { settlePush } from "./settle-push";

/**
 * After work on a push has thrown: one that had all its attempts becomes a dead letter that says why, so that nothing
 * is tried for ever and nothing is dropped. False while another attempt may still help.
 */
export async function giveUpPush(ctx: Ctx, input: { inboxId: string; error: unknown }): Promise<boolean> {
  requirePermission(ctx, "orders.ingest");
  const { inboxId, error } = input;
  return withTransaction(async (tx) => {
    const row = await findOptionalPush(tx, inboxId);
    if (!row || row.attempts < PUSH_ATTEMPT_LIMIT) return false;
    const reason = `Every attempt failed, the last of ${row.attempts} with: ${messageOf(error)}`;
    await settlePush(tx, ctx, { inboxId, settlement: { action: "refuse", reason } });
    return true;
  });
}

/** The innermost cause: the layers around it quote the statement and its values, which may be personal. */
function messageOf(error: unknown): string {
  let cause = error;
  while (cause instanceof Error && cause.cause instanceof Error) cause = cause.cause;
  return cause instanceof Error ? cause.message : String(cause);
}
