import { withTransaction } from "@/db/transaction";
import { FIRST_PREVIOUS_HASH } from "@/lib/audit/core/chain";
import type { Ctx } from "@/lib/shared/context";
import { findHead, hashEntry, listUnsealed, saveHead, saveSeals, trySealLock } from "../store/chain-store";

const BATCH = 2_000;

/** Chains every entry that is not sealed yet: appends stay plain and parallel, the order is given here. */
export async function sealAudit(ctx: Ctx): Promise<{ sealed: number }> {
  for (let sealed = 0; ; ) {
    const done = await sealBatch(ctx);
    sealed += done;
    if (done < BATCH) return { sealed };
  }
}

function sealBatch(ctx: Ctx): Promise<number> {
  return withTransaction(async (tx) => {
    if (!(await trySealLock(tx))) return 0;
    const rows = await listUnsealed(tx, BATCH);
    if (rows.length === 0) return 0;
    let { seq, hash } = (await findHead(tx)) ?? { seq: 0, hash: FIRST_PREVIOUS_HASH };
    const seals = rows.map((row) => {
      const previousHash = hash;
      seq += 1;
      hash = hashEntry(row, seq, previousHash);
      return { id: row.id, seq, previousHash, hash };
    });
    await saveSeals(tx, seals);
    await saveHead(tx, { seq, hash, at: ctx.clock.now() });
    return rows.length;
  });
}
