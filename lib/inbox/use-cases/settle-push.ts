import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { maskPhonesInText } from "@/lib/security/core/mask";
import type { Ctx } from "@/lib/shared/context";
import { inboxMachine } from "../core/inbox-state";
import type { Settlement } from "../core/push";
import { movePush } from "../store/inbox-store";

const REASON_LIMIT = 500;

/** Ends work on a push in the transaction of its effect; false when another attempt had ended it first. */
export async function settlePush(tx: Tx, ctx: Ctx, input: { inboxId: string; settlement: Settlement }): Promise<boolean> {
  const { inboxId, settlement } = input;
  const transition = inboxMachine.actions[settlement.action];
  const moved = await movePush(tx, inboxId, {
    ...transition,
    reason: settlement.action === "process" ? null : maskPhonesInText(settlement.reason).slice(0, REASON_LIMIT),
    waitsFor: settlement.action === "park" ? settlement.waitsFor : null,
    processedAt: settlement.action === "process" ? ctx.clock.now() : null,
  });
  if (moved && settlement.action === "park" && settlement.retryAt) {
    await enqueueJob(tx, {
      name: "process_inbox",
      payload: { inbox_id: inboxId },
      key: `inbox:${inboxId}`,
      runAt: settlement.retryAt,
    });
  }
  return moved;
}
