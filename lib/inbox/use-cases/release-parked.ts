import type { Tx } from "@/db/transaction";
import { enqueueJob } from "@/lib/jobs/use-cases/enqueue-job";
import type { Ctx } from "@/lib/shared/context";
import { reviveParked } from "../store/inbox-store";

/** What a parked push was waiting for has come: its work starts again. Returns how many. */
export async function releaseParked(tx: Tx, _ctx: Ctx, input: { waitsFor: string[] }): Promise<number> {
  const ids = await reviveParked(tx, input.waitsFor);
  for (const id of ids) await enqueueJob(tx, { name: "process_inbox", payload: { inbox_id: id }, key: `inbox:${id}` });
  return ids.length;
}
