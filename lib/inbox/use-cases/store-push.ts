import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import { sealJson } from "@/lib/security/crypto/field-cipher";
import type { Ctx } from "@/lib/shared/context";
import { newId } from "@/lib/shared/ids";
import { inboxPlace } from "../core/inbox-place";
import type { NewPush, StoredPush } from "../core/push";
import { savePushes } from "../store/inbox-store";

/**
 * Keeps a verified push and, if it is new, adds its job: both in the caller's transaction, which
 * must have committed before the platform is answered. A repeat is counted and needs no second job.
 */
export async function storePush(tx: Tx, ctx: Ctx, push: NewPush): Promise<StoredPush> {
  const id = newId();
  const { payload, ...rest } = push;
  const row = { ...rest, id, payload: sealJson(inboxPlace(id), payload), requestId: ctx.requestId, receivedAt: ctx.clock.now() };
  const [saved] = await savePushes(tx, [row]);
  if (!saved) throw new Error(`The inbox did not take push "${push.dedupeKey}".`);
  if (saved.inserted) await enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: saved.id } });
  return { id: saved.id, repeated: !saved.inserted };
}
