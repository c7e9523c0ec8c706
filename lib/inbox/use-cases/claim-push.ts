import { reader } from "@/db/transaction";
import { openJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { inboxPlace } from "../core/inbox-place";
import { inboxMachine } from "../core/inbox-state";
import type { ClaimedPush } from "../core/push";
import { takeOptionalPush } from "../store/inbox-store";

/**
 * Takes an open push to work on it; null when it is already settled, which is how a repeated job ends quietly. The
 * attempt is counted at once, outside the work's transaction: work that throws must not undo its own count.
 */
export async function claimPush(_ctx: Ctx, input: { inboxId: string }): Promise<ClaimedPush | null> {
  const row = await takeOptionalPush(reader(), { id: input.inboxId, states: inboxMachine.actions.process.from });
  if (!row) return null;
  const { id, source, scope, shopId, topic, attempts, receivedAt } = row;
  return { id, source, scope, shopId, topic, attempts, receivedAt, payload: openJson<unknown>(inboxPlace(id), row.payload) };
}
