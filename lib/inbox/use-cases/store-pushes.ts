import type { Tx } from "@/db/transaction";
import { enqueueJobs } from "@/lib/jobs/use-cases/enqueue-jobs";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { inboxPlace } from "../core/inbox-place";
import type { NewPush, StoredPush } from "../core/push";
import { type NewInboxRow, savePushes } from "../store/inbox-store";

/**
 * Keeps verified pushes and adds a job for each that is new: all in the caller's transaction, which must have committed
 * before the platform is answered. A repeat is counted and needs no second job.
 */
export async function storePushes(tx: Tx, ctx: Ctx, pushes: readonly NewPush[]): Promise<StoredPush[]> {
  const stored: StoredPush[] = [];
  for (const round of rounds(pushes)) {
    const saved = await savePushes(
      tx,
      round.map((push) => toRow(ctx, push)),
    );
    const fresh = saved.filter(({ inserted }) => inserted);
    await enqueueJobs(tx, { name: "process_inbox", payloads: fresh.map(({ id }) => ({ inbox_id: id })) });
    stored.push(...saved.map(({ id, inserted }) => ({ id, repeated: !inserted })));
  }
  return stored;
}

function toRow(ctx: Ctx, { payload, ...push }: NewPush): NewInboxRow {
  const id = newId();
  return { ...push, id, payload: sealJson(inboxPlace(id), payload), requestId: ctx.requestId, receivedAt: ctx.clock.now() };
}

/** One statement cannot count the same push twice: a second arrival goes into the next. */
function rounds(pushes: readonly NewPush[]): NewPush[][] {
  const result: NewPush[][] = [];
  const seen = new Map<string, number>();
  for (const push of pushes) {
    const key = JSON.stringify([push.source, push.scope, push.dedupeKey]);
    const round = seen.get(key) ?? 0;
    seen.set(key, round + 1);
    result[round] = [...(result[round] ?? []), push];
  }
  return result;
}
