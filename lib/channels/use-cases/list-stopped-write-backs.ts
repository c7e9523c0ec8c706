import type { Executor } from "@/db/transaction";
import { parcelOfKey } from "../core/write-back-content";
import { listTroubledWriteBacks } from "../store/write-back-store";

/** A platform that is down for an hour heals by itself; what still fails after two needs a look. */
const FAILING_TOO_LONG_MS = 2 * 3_600_000;
/** Thousands that failed are one trouble; the newest tell of it. */
const MOST = 2_000;

/** `what`: the tracking number, or "note". */
export type StoppedWriteBack = { id: string; shopId: string; orderId: string; externalId: string; what: string; reason: string };

/** Step: what platforms could not be told: refused, over a limit, or failing for two hours. */
export async function listStoppedWriteBacks(executor: Executor, input: { now: Date }): Promise<StoppedWriteBack[]> {
  const failingSince = new Date(input.now.getTime() - FAILING_TOO_LONG_MS);
  const rows = await listTroubledWriteBacks(executor, { failingSince, limit: MOST });
  return rows.map(({ id, shopId, orderId, externalId, kind, key, error }) => {
    const what = kind === "note" ? "note" : parcelOfKey(key).trackingNumber;
    return { id, shopId, orderId, externalId, what, reason: error ?? "" };
  });
}
